import { MicOff } from 'lucide';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallStatus, PeerSnapshot } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { ChatPanel } from '../parts/chat-panel.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { DeviceProblem } from '../parts/device-problem.tsx';
import { Icon } from '../parts/icon.tsx';
import { OwnVideo } from '../parts/own-video.tsx';
import { RemoteVideo } from '../parts/remote-video.tsx';
import { Toolbar } from '../parts/toolbar.tsx';
import { WaitingCard } from '../parts/waiting-card.tsx';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';

interface CallScreenProps {
  readonly room: RoomId;
  readonly status: Extract<
    CallStatus,
    { readonly kind: 'joining' | 'waiting' | 'connecting' | 'connected' }
  >;
}

/** The person you talk to is the page. */
export function CallScreen({ room, status }: CallScreenProps) {
  const { other, isChatOpen, router } = useSession();
  const text = words.value;
  const peer = other.value;
  const isChatShown = peer !== null && isChatOpen.value;
  useDocumentTitle(peer ? (peer.name ?? text.otherPerson) : text.waiting);
  return (
    <div class={`call ${isChatShown ? 'with-panel' : ''}`}>
      <main class={`stage ${peer ? '' : 'alone'}`}>
        {peer && <RemoteVideo key={peer.id} peer={peer} />}
        {peer && <NamePill peer={peer} />}
        {peer && (
          <div class="corner">
            <CopyLink link={router.linkTo(room)} class="pill" />
          </div>
        )}
        <div class={peer ? 'own' : 'own whole'}>
          <OwnVideo />
        </div>
        {!peer && <WaitingCard room={room} isSeated={status.kind === 'waiting'} />}
        <Notes peer={peer} />
        <Toolbar />
      </main>
      {isChatShown && <ChatPanel />}
    </div>
  );
}

function NamePill({ peer: { name, isSending } }: { readonly peer: PeerSnapshot }) {
  const { otherPerson, theirMicrophoneIsOff } = words.value;
  return (
    <div class="corner left">
      <p class="pill">
        <b>{name ?? otherPerson}</b>
        {isSending?.microphone === false && (
          <>
            <Icon of={MicOff} />
            <span class="visually-hidden">{theirMicrophoneIsOff}</span>
          </>
        )}
      </p>
    </div>
  );
}

/** What is not as it should be, in a sentence over the stage. The status region announces it. */
function Notes({ peer }: { readonly peer: PeerSnapshot | null }) {
  const { call } = useSession();
  const text = words.value;
  const notes: string[] = [];
  if (peer?.failure) notes.push(text.failed[peer.failure.verdict](peer.name, peer.failure.relay));
  if (peer?.connection === 'interrupted') notes.push(text.interrupted(peer.name));
  if (peer?.isAway) notes.push(text.away(peer.name));
  if (peer && !call.value.isServerReachable) notes.push(text.serverUnreachable);
  return (
    <div class="notes">
      {notes.map((note) => (
        <p class="note" aria-hidden="true" key={note}>
          {note}
        </p>
      ))}
      <DeviceProblem />
    </div>
  );
}
