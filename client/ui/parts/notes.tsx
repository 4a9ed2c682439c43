import type { PeerSnapshot } from '../../call/state.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { useMicrophoneHint } from '../use-microphone-hint.ts';
import { DeviceNotes } from './device-notes.tsx';
import { KeyNote } from './key-note.tsx';
import { RecordingNote } from './recording-note.tsx';

/** What is not as it should be, in a sentence over the stage. The status region announces it. */
export function Notes({ peer }: { readonly peer: PeerSnapshot }) {
  const { call, sharing } = useSession();
  const hint = useMicrophoneHint();
  const text = words.value;
  const notes: string[] = [];
  if (peer.failure) notes.push(text.failed[peer.failure.verdict](peer.name, peer.failure.relay));
  if (peer.connection === 'interrupted') notes.push(text.interrupted(peer.name));
  if (peer.isAway) notes.push(text.away(peer.name));
  if (peer.isSending?.isPaused) notes.push(text.theirWayIsNarrow(peer.name));
  if (peer.isPictureHeldBack) notes.push(text.yourWayIsNarrow);
  if (!call.value.isServerReachable) notes.push(text.serverUnreachable);
  return (
    <div class="notes">
      {notes.map((note) => (
        <p class="note" aria-hidden="true" key={note}>
          {note}
        </p>
      ))}
      <div aria-live="polite">
        {hint && <p class="note">{panelWords.value.microphoneHint[hint]}</p>}
      </div>
      {sharing.problem.value && (
        <p class="note" role="alert">
          {panelWords.value.screenProblem[sharing.problem.value]}
        </p>
      )}
      <RecordingNote />
      <DeviceNotes />
      <KeyNote peer={peer} />
    </div>
  );
}
