import { onTestFinished } from 'vitest';
import { type ChromiumOptions, launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { Person } from './person.ts';
import { findChromium, findFirefox } from './programs.ts';
import type { Browser, Tab } from './tab.ts';

/** People at browsers of their own, each a process that ends with the test. */
export async function chromiumPerson(
  options: Omit<ChromiumOptions, 'executablePath'> = {},
): Promise<Person> {
  return new Person(
    await newTab(await launchChromium({ executablePath: found(findChromium()), ...options })),
  );
}

export async function firefoxPerson(): Promise<Person> {
  return new Person(await newTab(await launchFirefox(found(findFirefox()))));
}

function newTab(browser: Browser): Promise<Tab> {
  onTestFinished(() => browser.close());
  return browser.newTab();
}

function found(path: string | null): string {
  if (path === null) throw new Error('the browser is not installed; npm test installs it');
  return path;
}
