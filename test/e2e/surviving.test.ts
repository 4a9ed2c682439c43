import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { negotiations } from '../support/arrivals.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { Person } from '../support/person.ts';
import { waitFor } from '../support/tab.ts';

let parley: Parley;
beforeEach(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
});
afterEach(() => parley.stop());

async function meet(): Promise<[Person, Person]> {
  const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
  await first.join(`${parley.http}/r/surviving`, 'Anna');
  await first.isTold('Waiting for the other person');
  await second.join(`${parley.http}/r/surviving`, 'Minh');
  await Promise.all([first, second].map((person) => person.isTold('Connected')));
  await Promise.all([first, second].map((person) => person.seesThem()));
  return [first, second];
}

async function expectTalk(first: Person, second: Person, line: string): Promise<void> {
  await first.write(`${line} from the first`);
  await second.reads(`${line} from the first`);
  await second.write(`${line} from the second`);
  await first.reads(`${line} from the second`);
}

describe('the server', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '[S4] ends by %s and comes back: sound, picture and chat do not notice',
    async (signal) => {
      const pair = await meet();
      const [first, second] = pair;
      const before = await Promise.all(pair.map(negotiations));
      parley.process.kill(signal);
      const cut = performance.now();
      await Promise.all(pair.map((person) => person.sees('Server unreachable')));
      expect(performance.now() - cut).toBeLessThan(3000);
      await Promise.all(pair.map((person) => person.seesAndHears()));
      await expectTalk(first, second, 'while it is away');

      parley = await parley.restart(signal);
      const back = performance.now();
      const returns = () => parley.lines.filter(({ message }) => message === 'back').length;
      await waitFor('both are back in their seats', async () => returns() === 2);
      expect(performance.now() - back).toBeLessThan(8000);
      await Promise.all(pair.map((person) => person.isTold('Connected')));
      await Promise.all(pair.map((person) => person.seesAndHears()));
      await expectTalk(first, second, 'after it');
      expect(await Promise.all(pair.map(negotiations))).toEqual(before);

      const third = await chromiumPerson();
      await third.join(`${parley.http}/r/surviving`);
      await third.isTold('Room is full');
    },
  );
});

describe('a page', () => {
  test.each([0, 1])(
    '[S5] of one side (%i) is reloaded in a call: the gap is short',
    async (side) => {
      const pair = await meet();
      const reloaded = pair[side] as Person;
      const other = pair[1 - side] as Person;
      const gone = performance.now();
      await reloaded.tab.reload();
      await reloaded.isTold('Connected');
      await other.seesThem();
      expect(performance.now() - gone).toBeLessThan(4000);
      await Promise.all(pair.map((person) => person.seesAndHears()));
      await expectTalk(reloaded, other, 'after the reload');
      await other.isTold('Connected');
    },
  );

  test('[S5] is reloaded with its camera off: it stays off', async () => {
    const [first, second] = await meet();
    await second.tab.press('switch', 'Camera');
    await first.sees('Camera is off');
    await second.tab.reload();
    await second.isTold('Connected');
    await second.seesThem();
    await first.sees('Camera is off');
    const frames = await first.framesDecoded();
    await first.hearsThem();
    expect(await first.framesDecoded()).toBe(frames);
  });

  test('[S6] is opened a second time in the same call: the newest has the seat', async () => {
    const [first, second] = await meet();
    const newest = new Person(await first.tab.beside());
    await newest.join(`${parley.http}/r/surviving`, 'Anna');
    await newest.isTold('Connected');
    await first.sees('another tab');
    await Promise.all([newest, second].map((person) => person.seesAndHears()));
    await expectTalk(newest, second, 'in the new tab');
    await first.isTold('Call ended');
  });
});
