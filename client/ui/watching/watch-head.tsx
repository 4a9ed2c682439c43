import type { ComponentChildren } from 'preact';
import { Heading } from '../parts/heading.tsx';

interface WatchHeadProps {
  readonly title: string;
  readonly note: string;
  /** What can be done with all that is below. */
  readonly children?: ComponentChildren;
}

/** Above what is watched: what it is, and how it stands. */
export function WatchHead({ title, note, children }: WatchHeadProps) {
  return (
    <div class="watch-head">
      <div>
        <Heading>{title}</Heading>
        <p role="status">{note}</p>
      </div>
      {children}
    </div>
  );
}
