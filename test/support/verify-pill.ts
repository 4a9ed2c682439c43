import type { Person } from './person.ts';

/** Beside the name: how it stands with the code that two people compare. */
export async function hasPill({ tab }: Person, label: string): Promise<void> {
  const isThere = (text: string) =>
    document.querySelector('.verify-pill')?.getAttribute('aria-label') === text;
  await tab.until(`the pill "${label}"`, isThere, label);
}
