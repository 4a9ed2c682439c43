import type { RoomId } from '../../../protocol/ids.ts';
import type { KnockState } from '../access/knock.ts';
import { type KnownProblem, wordsFor } from '../known-problem.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import type { DoorMode } from './door-mode.ts';

interface WayInProps {
  readonly room: RoomId;
  readonly mode: DoorMode;
  readonly problem: KnownProblem | null;
  /** Somebody is there to open. */
  readonly canKnock: boolean;
}

/** The button that opens the door, or knocks at it; and above it what there is to say. */
export function WayIn({ room, mode, problem, canKnock }: WayInProps) {
  const { knock } = useSession().access;
  const state = knock.state.value;
  const isWaiting = state.kind === 'waiting';
  const text = words.value;
  const knockWord = state.kind === 'turned-away' ? text.knockAgain : text.knock;
  return (
    <div class="way-in">
      <p class={`said ${isWaiting ? 'waits' : ''}`} aria-live="polite">
        {isWaiting && <i aria-hidden="true" />}
        {said(state, mode, problem)}
      </p>
      {mode !== 'uninvited' && <MainButton mode={mode} isWaiting={isWaiting} knock={knockWord} />}
      {mode === 'password' && canKnock && !isWaiting && (
        <button type="button" class="link" onClick={() => knock.knock(room)}>
          {state.kind === 'turned-away' ? text.knockAgain : text.knockInstead}
        </button>
      )}
    </div>
  );
}

interface MainButtonProps {
  readonly mode: DoorMode;
  readonly isWaiting: boolean;
  /** What it is called where it knocks. */
  readonly knock: string;
}

/** One and the same, whatever it does, so that it keeps the focus. */
function MainButton({ mode, isWaiting, knock }: MainButtonProps) {
  const { call, access } = useSession();
  const text = words.value;
  const isJoining = call.value.status.kind === 'joining';
  const join = isJoining ? text.joining : text.join;
  const enter = mode === 'locked' ? knock : join;
  const stop = (event: MouseEvent) => {
    // By the time the browser gets to it, this is a button that submits.
    event.preventDefault();
    // The second half of a double click is no press of its own.
    if (event.detail < 2) access.knock.stop();
  };
  return (
    <button
      type={isWaiting ? 'button' : 'submit'}
      class={`${isWaiting ? 'quiet' : 'primary'} big wide`}
      aria-busy={isJoining}
      {...(isWaiting && { onClick: stop })}
    >
      {isWaiting ? text.stopWaiting : enter}
    </button>
  );
}

function said(state: KnockState, mode: DoorMode, problem: KnownProblem | null): string {
  const text = words.value;
  if (state.kind === 'waiting') return text.knocked;
  if (state.kind === 'turned-away') return text.turnedAway;
  if (state.kind === 'failed') return wordsFor(text.refused, state.problem);
  if (problem === 'password-unset' || problem === 'invitation-invalid')
    return text.refused[problem];
  if (mode === 'uninvited') return text.refused['invitation-needed'];
  return mode === 'locked' ? text.refused.locked : '';
}
