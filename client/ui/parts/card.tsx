import type { ComponentChildren } from 'preact';
import { useDocumentTitle } from '../use-document-title.ts';
import { Heading } from './heading.tsx';
import { Top } from './top.tsx';

interface CardProps {
  readonly title: string;
  readonly sentence: string;
  /** What can be done next. */
  readonly children: ComponentChildren;
}

/** A screen of one message: what happened, and the way on. */
export function Card({ title, sentence, children }: CardProps) {
  useDocumentTitle(title);
  return (
    <div class="card-screen">
      <Top />
      <main>
        <div class="card">
          <Heading>{title}</Heading>
          <p>{sentence}</p>
          <div class="row">{children}</div>
        </div>
      </main>
    </div>
  );
}
