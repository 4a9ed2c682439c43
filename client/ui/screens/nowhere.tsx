import { words } from '../locales/words.ts';
import { Card } from '../parts/card.tsx';
import { HomeLink } from '../parts/home-link.tsx';

export function Nowhere() {
  const { nowhere, nowhereSentence, home } = words.value;
  return (
    <Card title={nowhere} sentence={nowhereSentence}>
      <HomeLink class="primary big">{home}</HomeLink>
    </Card>
  );
}
