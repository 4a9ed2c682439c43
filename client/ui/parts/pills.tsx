import { MicOff, ScreenShare } from 'lucide';
import type { RoomId } from '../../../protocol/ids.ts';
import type { PeerSnapshot } from '../../call/state.ts';
import { HandPill } from '../hands/places.tsx';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { roomTitle } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { CopyLink } from './copy-link.tsx';
import { Heading } from './heading.tsx';
import { Icon } from './icon.tsx';
import { LockPill } from './lock-pill.tsx';
import { PathPill } from './path-pill.tsx';
import { VerifyPill } from './verify-pill.tsx';
import { WatchersPill } from './watchers-pill.tsx';

interface PillsProps {
  readonly peer: PeerSnapshot;
  readonly room: RoomId;
}

/** At the top of the stage: who it is, and what is worth knowing of the call. A new pill is one line here. */
export function Pills({ peer, room }: PillsProps) {
  const { router, call } = useSession();
  // Of several each has its own over its picture.
  const isOne = call.value.peers.length === 1;
  return (
    <>
      <div class="corner left">
        {isOne ? <NamePill peer={peer} /> : <RoomPill room={room} />}
        {isOne && <HandPill peer={peer} />}
        {isOne && <VerifyPill peer={peer} />}
        <LockPill />
        <WatchersPill />
        {isOne && <PathPill peer={peer} />}
        <RecordingPill peer={peer} />
      </div>
      <div class="corner">
        <CopyLink link={router.linkTo(room)} class="pill" />
      </div>
    </>
  );
}

function RoomPill({ room }: Pick<PillsProps, 'room'>) {
  return (
    <div class="pill">
      <Heading>{roomTitle(room)}</Heading>
    </div>
  );
}

function NamePill({ peer: { name, isSending } }: { readonly peer: PeerSnapshot }) {
  const { theirMicrophoneIsOff, showsScreen } = panelWords.value;
  return (
    <div class="pill">
      <Heading>{name ?? words.value.otherPerson}</Heading>
      {isSending?.screen && (
        <>
          <Icon of={ScreenShare} />
          <span class="visually-hidden">{showsScreen(name)}</span>
        </>
      )}
      {isSending?.microphone === false && (
        <>
          <Icon of={MicOff} />
          <span class="visually-hidden">{theirMicrophoneIsOff}</span>
        </>
      )}
    </div>
  );
}

/** The light that is on while anybody keeps a recording. */
function RecordingPill({ peer }: { readonly peer: PeerSnapshot }) {
  const { recorder } = useSession();
  return (
    <p class="recording" aria-live="polite">
      {(recorder.isRecording.value || peer.isRecording) && (
        <span class="pill">
          <i aria-hidden="true" />
          {whoRecords(peer, recorder.isRecording.value)}
        </span>
      )}
    </p>
  );
}

function whoRecords({ name, isRecording }: PeerSnapshot, isMine: boolean): string {
  const { bothRecord, theyRecord, youRecord } = panelWords.value;
  if (isMine) return isRecording ? bothRecord(name) : youRecord;
  return theyRecord(name);
}
