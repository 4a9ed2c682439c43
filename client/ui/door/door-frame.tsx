import type { ComponentChildren } from 'preact';
import { Heading } from '../parts/heading.tsx';
import { Top } from '../parts/top.tsx';
import { Preview } from './preview.tsx';

interface DoorFrameProps {
  readonly title: string;
  /** Under the title. */
  readonly intro: ComponentChildren;
  readonly children: ComponentChildren;
}

/** How one looks on one side; on the other what there is to do. */
export function DoorFrame({ title, intro, children }: DoorFrameProps) {
  return (
    <div class="lobby">
      <Top />
      <main>
        <Preview />
        <div class="ready">
          <div>
            <Heading>{title}</Heading>
            {intro}
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
