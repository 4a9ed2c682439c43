import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiskFile } from '../support/disk-files.ts';
import { accepts, canSend, offers } from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson, firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

/** Each entry of the menu that opens a panel, and what then stands above it. */
const panels = {
  Invite: 'Invite',
  'Verify the call': 'Verification',
  Quality: 'Quality',
  Servers: 'Servers',
  Settings: 'Settings',
  'Keyboard shortcuts': 'Keyboard shortcuts',
};

async function openEachPanel(one: Person): Promise<void> {
  for (const [item, title] of Object.entries(panels)) {
    await one.tab.press('button', 'More');
    await one.tab.press('menuitem', item);
    await one.tab.until(
      title,
      (wanted) => document.querySelector('.panel h2')?.textContent === wanted,
      title,
    );
  }
}

describe('a strict content policy', () => {
  test('stops nothing of a whole call, with every panel opened', async () => {
    const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
    await anna.tab.goto(`${parley.http}/check`);
    await anna.sees('with nobody at the other end');
    await anna.tab.goto(`${parley.http}/`);
    await anna.sees('See each other.');
    const url = `${parley.http}/r/policy`;
    await anna.join(url, 'Anna');
    await anna.isTold('Waiting for the other person');
    await minh.join(url, 'Minh');
    for (const one of [anna, minh]) await one.seesAndHears();
    await anna.write('see https://example.org');
    await canSend(anna);
    await offers(anna, await createDiskFile('walk.png', 40_000));
    await accepts(minh, 'walk.png');
    await openEachPanel(anna);
    await anna.tab.press('switch', 'Share screen');
    await minh.tab.until('a screen', () => !!document.querySelector('video.remote.contain'), null);
    await anna.tab.press('button', 'More');
    await anna.tab.press('menuitem', 'Picture in picture');
    await minh.hangUp();
    await anna.isTold('Call ended');
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });

  test.each([
    // A service worker, too, is taken from a server whose certificate nobody signed.
    ['Chromium', () => chromiumPerson({ args: ['--ignore-certificate-errors'] })],
    ['Firefox', firefoxPerson],
  ])('lets %s connect by WebSocket, over TLS as well', async (name, createPerson) => {
    for (const scheme of ['http', 'https'] as const) {
      const person = await createPerson();
      await person.join(`${parley[scheme]}/r/policy-${name}-${scheme}`, 'Anna');
      await person.isTold('Waiting for the other person');
      const polled = await person.tab.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => name.includes('polling'))
            .length,
        null,
      );
      expect(polled).toBe(0);
      expect(person.tab.errors).toEqual([]);
    }
  });

  test('runs no script that stands in the page, and says so', async () => {
    const person = await chromiumPerson();
    await person.tab.goto(`${parley.http}/`);
    await person.tab.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.didRun = true;';
      document.body.append(script);
    }, null);
    await person.tab.until('a report', () => !('didRun' in globalThis), null);
    expect(person.tab.errors.join()).toContain('Content Security Policy');
  });
});
