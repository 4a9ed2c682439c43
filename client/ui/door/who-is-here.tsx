import { words } from '../locales/words.ts';
import type { Door } from './use-door.ts';

/** Who is in the room already. */
export function WhoIsHere({ door }: { readonly door: Door | null }) {
  const text = words.value;
  if (!door) return <p class="here" />;
  const { members, capacity } = door;
  const [first] = members;
  if (!first) return <p class="here">{text.nobodyHere}</p>;
  if (members.length >= capacity) return <p class="here">{text.everybodyHere}</p>;
  const initial = first.name ? Array.from(first.name)[0]?.toLocaleUpperCase() : '·';
  return (
    <p class="here">
      <span class="initial" aria-hidden="true">
        {initial}
      </span>
      {text.isHere(first.name ?? null)}
    </p>
  );
}
