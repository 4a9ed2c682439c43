import type { RoomId } from '../../../protocol/ids.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { CopyLink } from './copy-link.tsx';
import { DeviceProblem } from './device-problem.tsx';
import { Heading } from './heading.tsx';

interface WaitingCardProps {
  readonly room: RoomId;
  /** Before the server has answered, the same card says so, and nothing jumps when it has. */
  readonly isSeated: boolean;
}

/** Alone in the room: the link to send, ready to be copied. */
export function WaitingCard({ room, isSeated }: WaitingCardProps) {
  const { router } = useSession();
  const { waiting, waitingSentence, joining, linkToRoom } = words.value;
  const link = router.linkTo(room);
  return (
    <div class="card waiting">
      <Heading>{isSeated ? waiting : joining}</Heading>
      <p>{waitingSentence}</p>
      <div class="link-box">
        <input
          type="text"
          readOnly
          aria-label={linkToRoom}
          value={link.replace(/^https?:\/\//, '')}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyLink link={link} class="primary" />
      </div>
      <DeviceProblem />
    </div>
  );
}
