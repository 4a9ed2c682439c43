import { MicOff } from 'lucide';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallStatus, PeerSnapshot } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { NARROW } from '../panels/narrow.ts';
import { panels } from '../panels/panels.ts';
import { CopyLink } from '../parts/copy-link.tsx';
import { DeviceProblem } from '../parts/device-problem.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeyNote } from '../parts/key-note.tsx';
import { OwnVideo } from '../parts/own-video.tsx';
import { RemoteVideo } from '../parts/remote-video.tsx';
import { Toolbar } from '../parts/toolbar.tsx';
import { VerifyPill } from '../parts/verify-pill.tsx';
import { WaitingCard } from '../parts/waiting-card.tsx';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { useMatches } from '../use-matches.ts';

interface CallScreenProps {
  readonly room: RoomId;
  readonly status: Extract<
    CallStatus,
    { readonly kind: 'joining' | 'waiting' | 'connecting' | 'connected' }
  >;
}

/** The person you talk to is the page. */
export function CallScreen({ room, status }: CallScreenProps) {
  const { other, panel, router } = useSession();
  const text = words.value;
  const peer = other.value;
  const ShownPanel = peer && panel.value ? panels[panel.value] : null;
  const isNarrow = useMatches(NARROW);
  useDocumentTitle(peer ? (peer.name ?? text.otherPerson) : text.waiting);
  return (
    <div class={`call ${ShownPanel ? 'with-panel' : ''}`}>
      <main class="stage" inert={ShownPanel !== null && isNarrow}>
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
        {peer && <Notes peer={peer} />}
        <Toolbar />
      </main>
      {ShownPanel && <ShownPanel />}
    </div>
  );
}

function NamePill({ peer }: { readonly peer: PeerSnapshot }) {
  const { name, isSending } = peer;
  const { otherPerson, theirMicrophoneIsOff } = words.value;
  return (
    <div class="corner left">
      <div class="pill">
        <Heading>{name ?? otherPerson}</Heading>
        {isSending?.microphone === false && (
          <>
            <Icon of={MicOff} />
            <span class="visually-hidden">{theirMicrophoneIsOff}</span>
          </>
        )}
      </div>
      <VerifyPill peer={peer} />
    </div>
  );
}

/** What is not as it should be, in a sentence over the stage. The status region announces it. */
function Notes({ peer }: { readonly peer: PeerSnapshot }) {
  const { call } = useSession();
  const text = words.value;
  const notes: string[] = [];
  if (peer.failure) notes.push(text.failed[peer.failure.verdict](peer.name, peer.failure.relay));
  if (peer.connection === 'interrupted') notes.push(text.interrupted(peer.name));
  if (peer.isAway) notes.push(text.away(peer.name));
  if (!call.value.isServerReachable) notes.push(text.serverUnreachable);
  return (
    <div class="notes">
      {notes.map((note) => (
        <p class="note" aria-hidden="true" key={note}>
          {note}
        </p>
      ))}
      <DeviceProblem canBeHidden />
      <KeyNote peer={peer} />
    </div>
  );
}
