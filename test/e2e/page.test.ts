import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { findChromium } from '../support/programs.ts';

const MAX_FIRST_LOAD_BYTES = 60 * 1024;
/** The call screen comes while somebody stands at the door. */
const MAX_SECOND_LOAD_BYTES = 25 * 1024;

let parley: Parley;
beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

interface Load {
  readonly host: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
}

/** What the page asks for, and what comes over the wire for it. */
function watchLoads(page: Page): () => Promise<Load[]> {
  const loads: Promise<Load>[] = [];
  page.on('requestfinished', (request) => {
    const measured = request.sizes().then(({ responseBodySize }) => ({
      host: new URL(request.url()).host,
      path: new URL(request.url()).pathname,
      type: request.resourceType(),
      bytes: responseBodySize,
    }));
    loads.push(measured);
  });
  page.on('requestfailed', (request) => {
    const { host, pathname: path } = new URL(request.url());
    loads.push(Promise.resolve({ host, path, type: 'failed', bytes: 0 }));
  });
  return () => Promise.all(loads);
}

interface Opened {
  readonly loads: readonly Load[];
  /** What the page itself names: all that is waited for. */
  readonly named: string;
}

async function openPage(url: string): Promise<Opened> {
  const executablePath = findChromium() ?? '';
  const browser = await chromium.launch({ executablePath, handleSIGTERM: false });
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  const loads = watchLoads(page);
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  return { loads: await loads(), named: (await response?.text()) ?? '' };
}

const sum = (loads: readonly Load[]) => loads.reduce((total, { bytes }) => total + bytes, 0);

describe('the first load', () => {
  test.each(['/', '/r/some-room'])('of %s is light and asks no other host', async (path) => {
    const { loads, named } = await openPage(`${parley.https}${path}`);
    const code = loads.filter(({ type }) => type === 'script' || type === 'stylesheet');
    const isFirst = (load: Load) => named.includes(`"${load.path}"`);
    const first = sum(code.filter(isFirst));
    expect(first).toBeGreaterThan(10_000);
    expect(first).toBeLessThanOrEqual(MAX_FIRST_LOAD_BYTES);
    expect(sum(code) - first).toBeLessThanOrEqual(MAX_SECOND_LOAD_BYTES);
    const { host } = new URL(parley.https ?? '');
    expect([...new Set(loads.map((load) => load.host))]).toEqual([host]);
    expect(loads.filter(({ type }) => type === 'failed')).toEqual([]);
  });
});

describe('home', () => {
  test('Start a call makes a link that nobody can guess and anybody can read aloud', async () => {
    const person = await chromiumPerson();
    const names: string[] = [];
    for (const _ of [1, 2]) {
      await person.tab.goto(`${parley.http}/`);
      await person.tab.press('button', 'Start a call');
      await person.sees('Ready?');
      names.push(await person.tab.evaluate(() => location.pathname, null));
    }
    // 20 symbols of 5 bits.
    for (const name of names)
      expect(name).toMatch(/^\/r\/([0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(new Set(names).size).toBe(2);
    expect(person.tab.errors).toEqual([]);
  });

  test('a typed name leads to its room, and back leads home', async () => {
    const person = await chromiumPerson();
    await person.tab.goto(`${parley.http}/`);
    await person.tab.fill('Room name', 'Grandma’s Kitchen');
    await person.tab.press('button', 'Join');
    await person.sees('Ready?');
    expect(await person.tab.evaluate(() => location.pathname, null)).toBe('/r/grandmas-kitchen');
    await person.tab.evaluate(() => history.back(), null);
    await person.sees('See each other.');
  });

  test('Copy link gives the address of the room', async () => {
    const person = await chromiumPerson();
    await person.join(`${parley.http}/r/copied`);
    await person.isTold('Waiting for the other person');
    await person.tab.press('button', 'Copy link');
    await person.sees('Copied');
  });
});

describe('trouble', () => {
  test('a page that does not exist says so, and leads home', async () => {
    const person = await chromiumPerson();
    await person.tab.goto(`${parley.http}/nowhere/at/all`);
    await person.sees('There is nothing here');
  });

  test('a server that is gone is named, and Try again brings the call about', async () => {
    const server = await startParley({ HTTPS_PORT: 'off' });
    const person = await chromiumPerson();
    await person.tab.goto(`${server.http}/r/gone`);
    await person.sees('Ready?');
    await server.stop();
    await person.tab.press('button', 'Join');
    await person.sees('does not answer');
    const again = await startParley({
      HTTPS_PORT: 'off',
      HTTP_PORT: new URL(server.http ?? '').port,
    });
    onTestFinished(() => again.stop());
    await person.tab.press('button', 'Try again');
    await person.isTold('Waiting for the other person');
  });
});
