import type { RoomId } from '../../../protocol/ids.ts';
import type { CallProblem } from '../../call/errors.ts';
import { wordsFor } from '../known-problem.ts';
import { words } from '../locales/words.ts';
import { Card } from '../parts/card.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { useSession } from '../session-context.ts';

interface RefusedProps {
  readonly room: RoomId;
  readonly problem: CallProblem;
}

export function Refused({ room, problem }: RefusedProps) {
  const { join } = useSession();
  const text = words.value;
  return (
    <Card
      title={problem.code === 'full' ? text.full : text.refusedTitle}
      sentence={wordsFor(text.refused, problem)}
    >
      <button type="button" class="primary big" onClick={() => join(room)}>
        {text.tryAgain}
      </button>
      <HomeLink class="quiet big">{text.home}</HomeLink>
    </Card>
  );
}
