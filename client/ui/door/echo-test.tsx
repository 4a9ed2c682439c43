import { useEffect, useRef, useState } from 'preact/hooks';
import type { Echo } from '../../media/echo.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

type State = 'off' | 'starting' | 'on' | 'failed';

/** Say something, and hear it as the other person would. */
export function EchoTest() {
  const { media, startEcho } = useSession();
  const [state, setState] = useState<State>('off');
  const echo = useRef<Echo | null>(null);
  const { track } = media.value.microphone;
  const stop = () => {
    echo.current?.close();
    echo.current = null;
    setState('off');
  };
  // It is about this microphone, and over with it.
  useEffect(() => stop, [track]);
  const start = async () => {
    setState('starting');
    try {
      echo.current = await startEcho();
      setState('on');
    } catch {
      setState('failed');
    }
  };
  const text = words.value;
  const said = { off: '', starting: text.echoStarting, on: text.echoOn, failed: text.echoFailed };
  return (
    <div class="echo">
      <button
        type="button"
        class="link"
        disabled={!track || state === 'starting'}
        aria-pressed={state === 'on'}
        onClick={() => (state === 'on' ? stop() : void start())}
      >
        {state === 'on' ? text.echoStop : text.echoStart}
      </button>
      <p aria-live="polite">{said[state]}</p>
    </div>
  );
}
