import type { Person } from './person.ts';

/** From now on: what a screen reader says of the page by itself, in order. */
export async function listen({ tab }: Person): Promise<void> {
  await tab.evaluate(watchRegions, null);
}

/** What was said with this word in it, since `listen`. */
export function announced({ tab }: Person, word: string): Promise<readonly string[]> {
  return tab.evaluate((part) => {
    const { announcements = [] } = globalThis as Listening;
    return announcements.filter((text) => text.includes(part));
  }, word);
}

// In the page

interface Listening {
  announcements?: readonly string[];
}

/** Regions that are polite, by WAI-ARIA: of a log what is added, of the others all, and nothing of what can't be reached. */
function watchRegions(): void {
  const regions = '[aria-live=polite], [role=status], [role=alert], [role=log]';
  const announcements: string[] = [];
  const last = new Map<Element, string>();
  const look = () => {
    for (const region of document.querySelectorAll<HTMLElement>(regions)) {
      const text = region.textContent ?? '';
      const before = last.get(region);
      last.set(region, text);
      const isNew = before === undefined && region.role !== 'alert';
      if (isNew || text === before || region.closest('[inert], [aria-hidden=true]')) continue;
      const isLog = region.role === 'log' && text.startsWith(before ?? '');
      announcements.push(isLog ? text.slice(before?.length) : text);
    }
  };
  look();
  announcements.length = 0;
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  Object.assign(globalThis, { announcements });
}
