import { type ChromiumOptions, launchChromium } from './chromium.ts';
import { type Parley, startParley } from './parley.ts';
import { Person } from './person.ts';
import { findChromium } from './programs.ts';
import type { Browser } from './tab.ts';

type Options = Omit<ChromiumOptions, 'executablePath'>;

/** Anna and Minh in a call of their own, at browsers of their own, for all tests of a file. */
export interface CallOfTwo {
  readonly anna: Person;
  readonly minh: Person;
  readonly url: string;
  /** Where they were in the call before: both are in it anew. */
  meet(): Promise<void>;
  end(): Promise<void>;
}

export async function startCallOfTwo(options: Options = {}): Promise<CallOfTwo> {
  const parley = await startParley();
  const browsers = [await launch(options), await launch({})];
  const [anna, minh] = await Promise.all(browsers.map(newPerson));
  if (!anna || !minh) throw new Error('a browser is missing');
  const url = `${parley.http}/r/two`;
  const meet = () => meetAt(url, anna, minh);
  await meet();
  return { anna, minh, url, meet, end: () => end(parley, browsers) };
}

function launch(options: Options): Promise<Browser> {
  return launchChromium({ executablePath: findChromium() ?? '', ...options });
}

async function newPerson(browser: Browser): Promise<Person> {
  return new Person(await browser.newTab());
}

async function meetAt(url: string, anna: Person, minh: Person): Promise<void> {
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
  await Promise.all([anna, minh].map((one) => one.seesThem()));
}

async function end(parley: Parley, browsers: readonly Browser[]): Promise<void> {
  await Promise.all(browsers.map((browser) => browser.close()));
  await parley.stop();
}
