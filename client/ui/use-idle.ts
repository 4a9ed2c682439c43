import { useEffect, useState } from 'preact/hooks';

const IDLE_MS = 4_000;

/** What hides while nobody does anything. */
const PARTS = ':is(.toolbar, .corner)';

/** Whoever reads a menu, or is there by keyboard, moves nothing. */
const IN_USE = `${PARTS} button:is(:focus-visible, [aria-expanded="true"])`;

/** True once nobody has moved, touched or typed for a while; anything of that ends it at once. */
export function useIdle(isWanted: boolean): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    setIdle(false);
    return isWanted ? followIdleness(setIdle) : undefined;
  }, [isWanted]);
  return isIdle;
}

function followIdleness(onChange: (isIdle: boolean) => void): () => void {
  let isIdle = false;
  let timer: ReturnType<typeof setTimeout>;
  const change = (next: boolean) => {
    isIdle = next;
    onChange(next);
  };
  const wait = () => {
    timer = setTimeout(() => (isInUse() ? wait() : change(true)), IDLE_MS);
  };
  const wake = ({ type, target }: Event) => {
    if (isIdle && type === 'pointerdown' && isHidden(target)) swallowClick();
    clearTimeout(timer);
    change(false);
    wait();
  };
  const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
  for (const event of events) addEventListener(event, wake);
  wait();
  return () => {
    clearTimeout(timer);
    for (const event of events) removeEventListener(event, wake);
  };
}

/** Under a resting mouse too; a finger leaves its mark behind where it has been. */
function isInUse(): boolean {
  const canRest = matchMedia('(hover: hover)').matches;
  return document.querySelector(canRest ? `${IN_USE}, ${PARTS}:hover` : IN_USE) !== null;
}

/** Or hardly there any more. */
function isHidden(target: EventTarget | null): boolean {
  const part = target instanceof Element ? target.closest(PARTS) : null;
  return part !== null && Number(getComputedStyle(part).opacity) < 0.5;
}

/** A press that brings back what was hidden does no more: nobody means a button that they can't see. */
function swallowClick(): void {
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  const end = () => over.abort();
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  addEventListener('click', swallow, options);
  // A press that became something else leaves nothing behind.
  for (const event of ['pointerdown', 'pointercancel', 'keydown'])
    addEventListener(event, end, options);
}
