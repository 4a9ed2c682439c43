import { useEffect, useState } from 'preact/hooks';
import type { Outlook } from '../../call/ice/outlook.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { EchoTest } from './echo-test.tsx';
import type { Door } from './use-door.ts';

/** In words: how a connection will come about, or why it will not; and a way to hear oneself first. */
export function OutlookLine({ door }: { readonly door: Door | null }) {
  const outlook = useOutlook(door);
  const text = words.value;
  return (
    <div class="outlook">
      <p class={outlook ?? 'unknown'} aria-live="polite">
        <i aria-hidden="true" />
        {outlook ? text.outlook[outlook] : text.outlookPending}
      </p>
      <EchoTest />
    </div>
  );
}

function useOutlook(door: Door | null): Outlook | null {
  const { foresee, ways } = useSession();
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  const isKnown = door !== null;
  const stunPort = door?.stunPort;
  const hasRelay = door?.hasRelay ?? false;
  const wanted = ways.value;
  useEffect(() => {
    if (!isKnown) return;
    let isOver = false;
    const tell = (seen: Outlook | null) => isOver || setOutlook(seen);
    tell(null);
    foresee({ stunPort, hasRelay }).then(tell, () => tell('blocked'));
    return () => {
      isOver = true;
    };
  }, [isKnown, stunPort, hasRelay, wanted]);
  return outlook;
}
