import { useEffect, useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Ending } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { Card } from '../parts/card.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { useSession } from '../session-context.ts';

interface EndedProps {
  readonly room: RoomId;
  readonly ending: Ending;
}

export function Ended({ room, ending: { reason, by, lastedMs } }: EndedProps) {
  const { join, chronicle } = useSession();
  const samples = chronicle.samples.value;
  const text = words.value;
  const why = {
    'you-left': text.endedByYou,
    'other-left': text.endedByOther(by),
    'taken-over': text.takenOver,
  }[reason];
  const [went, setWent] = useState<string | null>(null);
  useEffect(() => {
    void import('./how-it-went.ts').then(({ howItWent }) => setWent(howItWent(samples)));
  }, []);
  const lasted = lastedMs !== null && text.lasted(lastedMs);
  const sentence = [why, lasted, went].filter(Boolean).join(' ');
  return (
    <Card title={text.ended} sentence={sentence}>
      <button type="button" class="primary big" onClick={() => join(room)}>
        {text.callAgain}
      </button>
      <HomeLink class="quiet big">{text.home}</HomeLink>
    </Card>
  );
}
