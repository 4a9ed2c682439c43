import type { Person } from './person.ts';

/** More than there is on any screen. */
const MAX_STOPS = 60;

/** By the key alone; the error lists where it led. */
export async function tabTo(one: Person, name: string): Promise<void> {
  const stops: string[] = [];
  while (stops.length < MAX_STOPS) {
    await one.tab.key('Tab');
    const focused = await focusedName(one);
    if (focused === name) return;
    stops.push(focused);
  }
  throw new Error(`the key Tab does not lead to "${name}", but to ${stops.join(', ')}`);
}

/** What has the focus, by its name; empty where nothing has it. */
function focusedName({ tab }: Person): Promise<string> {
  return tab.evaluate(nameOfFocused, null);
}

export function isFocused({ tab }: Person, name: string): Promise<void> {
  const has = (wanted: string) => {
    const element = document.activeElement;
    const said = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return element !== document.body && said.trim() === wanted;
  };
  return tab.until(`the focus in "${name}"`, has, name);
}

// In the page

function nameOfFocused(): string {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return '';
  const [label] = element instanceof HTMLInputElement ? (element.labels ?? []) : [];
  const said = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent;
  return said.trim();
}
