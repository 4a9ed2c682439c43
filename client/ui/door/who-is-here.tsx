import type { ComponentChildren } from 'preact';
import { nameOf } from '../../../extensions/names.ts';
import { words } from '../locales/words.ts';
import type { Door } from './use-door.ts';

interface WhoIsHereProps {
  readonly door: Door | null;
  /** What whoever is the first may do. */
  readonly children?: ComponentChildren;
}

/** Who is in the room already. */
export function WhoIsHere({ door, children }: WhoIsHereProps) {
  const text = words.value;
  if (!door) return <p class="here" />;
  const { members, capacity } = door;
  const [first] = members;
  if (!first)
    return (
      <p class="here">
        {text.nobodyHere} {children}
      </p>
    );
  if (members.length >= capacity) return <p class="here">{text.everybodyHere}</p>;
  const name = nameOf(first);
  const initial = name ? Array.from(name)[0]?.toLocaleUpperCase() : '·';
  return (
    <p class="here">
      <span class="initial" aria-hidden="true">
        {initial}
      </span>
      {text.isHere(name ?? null)}
    </p>
  );
}
