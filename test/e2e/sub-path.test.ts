import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
let home: string;
beforeEach(async () => {
  parley = await startParley({ BASE_PATH: '/calls', HTTPS_PORT: 'off' });
  onTestFinished(() => parley.stop());
  home = `${parley.http}/calls/`;
});

/** Over HTTP and WebSocket alike. Blobs and the like ask nobody. */
function pathsAsked({ tab }: Person): string[] {
  return tab.asked
    .map((url) => new URL(url))
    .filter(({ protocol }) => /^(http|ws)/.test(protocol))
    .map(({ pathname }) => pathname);
}

const isAt = ({ tab }: Person, path: string) =>
  tab.until(`the address ${path}`, (expected) => location.pathname === expected, path);

test('a call in a sub-path: started, invited to, reloaded, ended, and nothing asked outside it', async () => {
  const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
  await first.tab.goto(home);
  await first.tab.press('button', 'Start a call');
  await first.tab.press('button', 'Join');
  await first.isTold('Waiting for the other person');
  await first.tab.until('a link', () => document.querySelector('.link-box input') !== null, null);
  // Shown without its scheme.
  const shown = await first.tab.evaluate(
    () => document.querySelector<HTMLInputElement>('.link-box input')?.value ?? '',
    null,
  );
  expect(`http://${shown}`).toMatch(new RegExp(`^${home}r/[0-9a-z-]{24}$`));
  await second.join(`http://${shown}`);
  await Promise.all([first, second].map((person) => person.seesAndHears()));

  await second.tab.reload();
  await second.isTold('Connected');
  await Promise.all([first, second].map((person) => person.seesAndHears()));
  await first.hangUp();
  await second.isTold('Call ended');

  for (const person of [first, second]) {
    const paths = pathsAsked(person);
    expect(paths).toContain('/calls/socket.io/');
    expect(paths.filter((path) => !path.startsWith('/calls/'))).toEqual([]);
    expect(person.tab.errors).toEqual([]);
  }
});

test('links on the page stay in the sub-path, and a name beside it leads nowhere', async () => {
  const person = await chromiumPerson();
  await person.tab.goto(home);
  await person.tab.press('link', 'Device check');
  await isAt(person, '/calls/check');
  await person.tab.reload();
  await person.tab.evaluate(() => history.back(), null);
  await person.sees('See each other.');
  await person.tab.fill('Room name', 'Kitchen');
  await person.tab.press('button', 'Join');
  await person.sees('Ready?');
  await isAt(person, '/calls/r/kitchen');
  await person.tab.goto(`${home}watch/kitchen`);
  await person.sees('No camera is here yet');
  await person.tab.goto(`${home}nowhere/at/all`);
  await person.sees('There is nothing here');
});

test('the page in a sub-path opens without a network', async () => {
  const person = await chromiumPerson();
  await person.tab.goto(home);
  const scope = await person.tab.evaluate(async () => {
    const { scope } = await navigator.serviceWorker.ready;
    return scope;
  }, null);
  expect(scope).toBe(home);
  await parley.stop();
  await person.tab.goto(`${home}r/kitchen`);
  await person.sees('Ready?');
});
