import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';

const PASSWORD = 'password';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off', STUN_PORT: '0', STATUS_PASSWORD: PASSWORD });
});
afterAll(() => parley.stop());

const statusUrl = () => `${parley.http?.replace('//', `//operator:${PASSWORD}@`)}/status`;

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const)(
  'the status page in the %s theme, %i pixels wide, is whole and breaks no policy',
  async (colorScheme, width) => {
    const { tab } = await chromiumPerson({ colorScheme, viewport: { width, height: 800 } });
    await tab.goto(statusUrl());
    const seen = await tab.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const { backgroundColor } = getComputedStyle(document.body);
      const lines = [...document.querySelectorAll('svg path')].map(
        (line) => getComputedStyle(line).stroke,
      );
      return { isCutOff: scrollWidth > clientWidth, backgroundColor, plots: new Set(lines).size };
    }, null);
    const backgroundColor = colorScheme === 'dark' ? 'rgb(21, 23, 26)' : 'rgb(246, 245, 242)';
    expect(seen).toEqual({ isCutOff: false, backgroundColor, plots: 1 });
    expect(tab.errors).toEqual([]);
  },
);

test('the page of calls, once kept for no network, does not hide it', async () => {
  const { tab } = await chromiumPerson();
  await tab.goto(`${parley.http}/`);
  await tab.evaluate(async () => void (await navigator.serviceWorker.ready), null);
  await tab.reload();
  await tab.goto(statusUrl());
  expect(await tab.evaluate(() => document.title, null)).toBe('Parley: status');
  expect(tab.errors).toEqual([]);
});
