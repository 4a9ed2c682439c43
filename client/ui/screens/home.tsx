import { useRef, useState } from 'preact/hooks';
import { CallByName } from '../directory/directory-entry.tsx';
import { words } from '../locales/words.ts';
import { Heading } from '../parts/heading.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Portraits } from '../parts/portraits.tsx';
import { RecentRooms } from '../parts/recent-rooms.tsx';
import { Top } from '../parts/top.tsx';
import { roomNameFrom } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { useOnline } from '../use-online.ts';

export function Home() {
  const { router } = useSession();
  const text = words.value;
  const isOnline = useOnline();
  useDocumentTitle('');
  return (
    <div class="home">
      <Top>
        <PageLink to={router.paths.check} class="link">
          {text.deviceCheck}
        </PageLink>
      </Top>
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
          <p class="offline" role="alert">
            {isOnline ? '' : text.offline}
          </p>
          <RecentRooms />
          <CallByName />
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
