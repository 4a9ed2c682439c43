import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { takeLostFocus } from '../take-lost-focus.ts';

let isFirst = true;

/** The heading of a screen. When the screen changes it takes the focus, so that a screen reader begins there. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Not on the page's own arrival, where the reader begins at the top by itself.
    if (!isFirst) takeLostFocus(heading.current);
    isFirst = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
