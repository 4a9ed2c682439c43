import type { RoomId } from '../../../protocol/ids.ts';
import type { CallStatus } from '../../call/state.ts';
import { DropTarget } from '../files/drop-target.tsx';
import { FileNews } from '../files/file-news.tsx';
import { OwnHands, TheirHands } from '../hands/places.tsx';
import { words } from '../locales/words.ts';
import { NARROW } from '../panels/narrow.ts';
import { panels } from '../panels/panels.ts';
import { ChatNews } from '../parts/chat-news.tsx';
import { Knocks } from '../parts/knocks.tsx';
import { later } from '../parts/later.tsx';
import { LockPill } from '../parts/lock-pill.tsx';
import { Notes } from '../parts/notes.tsx';
import { OwnPicture } from '../parts/own-picture.tsx';
import { PeerNews } from '../parts/peer-news.tsx';
import { Pills } from '../parts/pills.tsx';
import { RemoteVideo } from '../parts/remote-video.tsx';
import { Toolbar } from '../parts/toolbar.tsx';
import { WaitingCard } from '../parts/waiting-card.tsx';
import { WatchersPill } from '../parts/watchers-pill.tsx';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { useFocusBack } from '../use-focus-back.ts';
import { useIdle } from '../use-idle.ts';
import { useMatches } from '../use-matches.ts';
import { useMediaSession } from '../use-media-session.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { useWakeLock } from '../use-wake-lock.ts';
import '../styles/call-screen.css';

const Others = later(async () => (await import('../watching/index.ts')).Others);

interface CallScreenProps {
  readonly room: RoomId;
  readonly status: Extract<
    CallStatus,
    { readonly kind: 'joining' | 'waiting' | 'connecting' | 'connected' }
  >;
}

/** The person you talk to is the page. */
export function CallScreen({ room, status }: CallScreenProps) {
  const { call, other, panel, scene: shownScene, handlePicture } = useSession();
  const text = words.value;
  const there = other.value;
  const { peers } = call.value;
  const scene = shownScene.value;
  const peer = scene === 'together' ? there : null;
  const name = panel.value === 'chat' && scene === 'alone' ? null : panel.value;
  const ShownPanel = name ? panels[name] : null;
  const isIdle = useIdle(peer !== null && ShownPanel === null);
  useFocusBack();
  useShortcuts();
  useMediaSession();
  useWakeLock(true);
  const isNarrow = useMatches(NARROW);
  useDocumentTitle(there ? (there.name ?? text.otherPerson) : text.waiting);
  return (
    <div class={`call ${ShownPanel ? 'with-panel' : ''} ${isIdle ? 'idle' : ''}`}>
      <main class="stage" inert={ShownPanel !== null && isNarrow}>
        {peers.length > 1 && <Others peers={peers} />}
        {there && peers.length === 1 && (
          <RemoteVideo
            key={there.id}
            peer={there}
            isAwaited={scene !== 'together'}
            onPicture={handlePicture}
          />
        )}
        {peer && (
          <div class="stage-head">
            <Pills peer={peer} room={room} />
            <Notes peer={peer} />
          </div>
        )}
        {scene !== 'empty' && (
          <OwnPicture isWhole={!peer}>
            <OwnHands />
          </OwnPicture>
        )}
        {peer && <TheirHands peer={peer} />}
        {scene === 'alone' && (
          <div class="stage-head">
            <div class="corner left">
              <LockPill />
              <WatchersPill />
            </div>
          </div>
        )}
        {scene === 'alone' && (
          <WaitingCard
            room={room}
            isSeated={status.kind !== 'joining'}
            lost={status.kind === 'waiting' ? status.lost : undefined}
          />
        )}
        {scene !== 'empty' && <Toolbar />}
      </main>
      {ShownPanel && scene !== 'empty' && <ShownPanel />}
      <DropTarget />
      <FileNews />
      <ChatNews />
      {peers.map((one) => (
        <PeerNews key={one.id} peer={one} />
      ))}
      <Knocks />
    </div>
  );
}
