import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { takeLostFocus } from './take-lost-focus.ts';

/** What goes with the focus in it hands it on: to the next of its kind, where there is one, or the screen's heading. */
export function useHandOnFocus(own: RefObject<HTMLElement | null>, kind = 'h1'): void {
  useLayoutEffect(() => {
    const element = own.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      // Whoever looks now would still find the one that goes.
      queueMicrotask(() => takeLostFocus(find(kind) ?? find('h1')));
    };
  }, []);
}

function find(kind: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(kind);
}
