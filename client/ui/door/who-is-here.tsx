import type { ComponentChildren } from 'preact';
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
