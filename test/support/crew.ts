import { type ChromiumOptions, launchChromium } from './chromium.ts';
import { Person } from './person.ts';
import { findChromium } from './programs.ts';
import type { Browser } from './tab.ts';

/** People at Chromium, each with a browser, for all tests of a file. */
export interface Crew {
  newPerson(options?: Partial<ChromiumOptions>): Promise<Person>;
  /** All of them go. */
  end(): Promise<void>;
}

export function createCrew(): Crew {
  const browsers: Browser[] = [];
  return {
    async newPerson(options = {}) {
      const browser = await launchChromium({ executablePath: findChromium() ?? '', ...options });
      browsers.push(browser);
      return new Person(await browser.newTab());
    },
    async end() {
      await Promise.all(browsers.map((browser) => browser.close()));
    },
  };
}
