import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';
import { useEscape } from '../use-escape.ts';
import { useMatches } from '../use-matches.ts';
import { NARROW } from './narrow.ts';

interface PanelProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** What stands beside the stage, or on a phone before it: a title, a way out, and whatever it is about. */
export function Panel({ title, children }: PanelProps) {
  const { panel } = useSession();
  const isCovering = useMatches(NARROW);
  const close = () => {
    panel.value = null;
  };
  useEscape(isCovering, close);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Also where whoever led here is gone: one panel may lead to another.
    const isLost = document.activeElement === document.body;
    if (isCovering || isLost) heading.current?.focus({ preventScroll: true });
  }, [isCovering]);
  return (
    <aside class="panel" aria-label={title}>
      <div class="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          class="quiet square"
          aria-label={words.value.close(title)}
          onClick={close}
        >
          <Icon of={X} />
        </button>
      </div>
      {children}
    </aside>
  );
}
