import { useRef, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { Brand } from '../parts/brand.tsx';
import { Heading } from '../parts/heading.tsx';
import { Portraits } from '../parts/portraits.tsx';
import { roomNameFrom } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';

export function Home() {
  const { router } = useSession();
  const text = words.value;
  useDocumentTitle('');
  return (
    <div class="home">
      <header class="top">
        <Brand />
      </header>
      <main>
        <div class="hero">
          <Heading>
            {text.homeHeadline[0]}
            <br />
            {text.homeHeadline[1]}
          </Heading>
          <p>{text.homeSentence}</p>
          <div class="start">
            <button type="button" class="primary big" onClick={router.openNewRoom}>
              {text.startCall}
            </button>
            <span class="or">{text.or}</span>
            <EnterRoom />
          </div>
        </div>
        <Portraits />
      </main>
    </div>
  );
}

function EnterRoom() {
  const { router } = useSession();
  const [typed, setTyped] = useState('');
  const [isUnusable, setUnusable] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { roomName, roomNameUnusable, join } = words.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const room = roomNameFrom(typed);
    setUnusable(room === null);
    if (room === null) field.current?.focus();
    else router.openRoom(room);
  };
  return (
    <form class="enter" onSubmit={submit} noValidate>
      <div class="enter-row">
        <input
          ref={field}
          type="text"
          aria-label={roomName}
          placeholder={roomName}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={200}
          aria-invalid={isUnusable}
          aria-describedby="room-name-problem"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="quiet">
          {join}
        </button>
      </div>
      <p id="room-name-problem" class="field-problem" aria-live="polite">
        {isUnusable ? roomNameUnusable : ''}
      </p>
    </form>
  );
}
