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
import { OwnVideo } from '../parts/own-video.tsx';
import { PathPill } from '../parts/path-pill.tsx';
import { RemoteVideo } from '../parts/remote-video.tsx';
import { Toolbar } from '../parts/toolbar.tsx';
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
  const isPanelUsable = peer !== null || panel.value === 'servers';
  const ShownPanel = panel.value && isPanelUsable ? panels[panel.value] : null;
  const isNarrow = useMatches(NARROW);
  useDocumentTitle(peer ? (peer.name ?? text.otherPerson) : text.waiting);
  return (
    <div class={`call ${ShownPanel ? 'with-panel' : ''}`}>
      <main class="stage" inert={ShownPanel !== null && isNarrow}>
        {peer && <RemoteVideo key={peer.id} peer={peer} />}
        {peer && (
          <div class="corner left">
            <NamePill peer={peer} />
            <PathPill peer={peer} />
          </div>
        )}
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

function NamePill({ peer: { name, isSending } }: { readonly peer: PeerSnapshot }) {
  const { otherPerson, theirMicrophoneIsOff } = words.value;
  return (
    <div class="pill">
      <Heading>{name ?? otherPerson}</Heading>
      {isSending?.microphone === false && (
        <>
          <Icon of={MicOff} />
          <span class="visually-hidden">{theirMicrophoneIsOff}</span>
        </>
      )}
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
    </div>
  );
}
