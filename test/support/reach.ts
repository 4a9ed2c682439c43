import type { Person } from './person.ts';

/** What can be pressed, read or scanned, and yet can't be reached: each with why. */
export function outOfReach({ tab }: Person, within = 'body'): Promise<string[]> {
  return tab.evaluate(findOutOfReach, within);
}

// In the page

function findOutOfReach(within: string): string[] {
  const controls = ':is(button, a[href], input, select, textarea, svg.qr)';

  function isThere(element: Element): boolean {
    const isOpen = element.closest('[inert], [hidden], .visually-hidden') === null;
    return isOpen && element.checkVisibility({ visibilityProperty: true });
  }

  /** What only a script can scroll nobody can bring back. */
  function isScrolledByForce(element: Element | null): boolean {
    if (element === null) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isForced =
      (overflowX === 'hidden' && element.scrollLeft !== 0) ||
      (overflowY === 'hidden' && element.scrollTop !== 0);
    return isForced || isScrolledByForce(element.parentElement);
  }

  /** The middle, and just within the middle of each edge. */
  function pointsOf({ left, top, right, bottom }: DOMRect): (readonly [number, number])[] {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [
      [x, y],
      [left + 3, y],
      [right - 3, y],
      [x, top + 3],
      [x, bottom - 3],
    ];
  }

  function whyNot(element: Element): string | null {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    if (isScrolledByForce(element.parentElement)) return 'is cut off';
    const rect = element.getBoundingClientRect();
    const isWithin =
      rect.left >= -0.5 &&
      rect.top >= -0.5 &&
      rect.right <= innerWidth + 0.5 &&
      rect.bottom <= innerHeight + 0.5;
    if (!isWithin) return `is at ${JSON.stringify(rect)}`;
    for (const [x, y] of pointsOf(rect)) {
      const top = document.elementFromPoint(x, y);
      const isSame = element.contains(top) || top?.contains(element) === true;
      if (!isSame) return `is under ${top?.outerHTML.slice(0, 120)} at ${x}, ${y}`;
    }
    return null;
  }

  const found: string[] = [];
  for (const element of document.querySelectorAll(`${within} ${controls}`)) {
    const why = isThere(element) ? whyNot(element) : null;
    if (why !== null) found.push(`${element.outerHTML.slice(0, 120)} ${why}`);
  }
  return found;
}
