import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { callSettles, iceNames, mediaArrives, quality } from '../support/arrivals.ts';
import { createDistantPair, type DistantPair, type PairSetup } from '../support/distant-pair.ts';
import { canMakeNamespaces } from '../support/namespaces.ts';
import { waitFor } from '../support/tab.ts';

const SECOND = 1000;
/** A seat is held for so long, after the connection was found to be dead: PROTOCOL.md, [S1]. */
const GRACE_MS = 35 * SECOND;
/** Above the length of the longest fault. */
const LONG = { timeout: 200 * SECOND };

const everybody = ({ anna, minh }: DistantPair) => [anna, minh];

/** A pair in a call that goes well. */
async function meet(setup: PairSetup): Promise<DistantPair> {
  const pair = await createDistantPair(setup);
  const { anna, minh, url } = pair;
  await anna.join(`${url}/r/networks`, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(`${url}/r/networks`, 'Minh');
  await Promise.all(everybody(pair).map((person) => person.isTold('Connected')));
  await Promise.all(everybody(pair).map(callSettles));
  return pair;
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** Browsers that are started need the whole machine; calls that go on or wait need little of it. */
function meetInTurn(setup: PairSetup): Promise<DistantPair> {
  const turn = lastTurn.then(() => meet(setup));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/** Milliseconds until both see and hear each other. */
async function untilMedia(pair: DistantPair): Promise<number> {
  const start = performance.now();
  await Promise.all(everybody(pair).map(mediaArrives));
  return performance.now() - start;
}

const iceOf = (pair: DistantPair) => Promise.all(everybody(pair).map(iceNames));

/** What became of the seats, as the operator reads it. */
const seatNews = ({ parley }: DistantPair) =>
  parley.lines.flatMap(({ message }) =>
    ['joined', 'left', 'dropped'].includes(message) ? [message] : [],
  );

/** On the same connections, each by another name. */
function expectRestart(after: readonly (readonly unknown[])[], before: typeof after): void {
  for (const [index, names] of after.entries()) {
    expect(names).toHaveLength(1);
    expect(names).not.toEqual(before[index]);
  }
}

async function expectTalk(pair: DistantPair): Promise<void> {
  const { anna, minh } = pair;
  await Promise.all(everybody(pair).map((person) => person.isTold('Connected')));
  await Promise.all(everybody(pair).map((person) => person.seesAndHears()));
  await anna.write('Can you hear me again?');
  await minh.reads('Can you hear me again?');
  await minh.write('I can.');
  await anna.reads('I can.');
}

const faults = [
  ['silent', 'cut', 'heal'],
  ['unplugged', 'unplug', 'plug'],
] as const;

describe.runIf(canMakeNamespaces())('the network of one side is gone,', LONG, () => {
  test.for(faults)(
    '%s for 5 s: all is back within 2 s, and nothing was begun anew',
    async ([, cut, heal], { onTestFinished }) => {
      const pair = await meet({ onTestFinished });
      const before = await iceOf(pair);
      pair.host[cut]();
      await setTimeout(5 * SECOND);
      pair.host[heal]();
      expect(await untilMedia(pair)).toBeLessThan(2 * SECOND);
      await expectTalk(pair);
      expect(await iceOf(pair)).toEqual(before);
      expect(seatNews(pair)).toEqual(['joined', 'joined']);
    },
  );
});

// These have to do only before and after their wait, so they wait together.
describe.runIf(canMakeNamespaces()).concurrent('the network of one side is gone,', LONG, () => {
  test('silent for 2 min: the seat is free, the other waits, and whoever returns rejoins within 10 s', async ({
    onTestFinished,
  }) => {
    const pair = await meetInTurn({ onTestFinished });
    pair.host.cut();
    const isOver = setTimeout(120 * SECOND);
    await setTimeout(GRACE_MS);
    await pair.anna.isTold('Waiting for the other person');
    await pair.anna.sees(
      'The connection of Minh was lost. As soon as it is back, the call goes on.',
    );
    expect(seatNews(pair)).toEqual(['joined', 'joined', 'dropped']);
    await isOver;
    pair.host.heal();
    expect(await untilMedia(pair)).toBeLessThan(10 * SECOND);
    await expectTalk(pair);
    expect(seatNews(pair)).toEqual(['joined', 'joined', 'dropped', 'joined']);
  });

  test.for(faults)(
    '%s for 30 s: the seat is kept, and ICE finds a way again within 5 s',
    async ([, cut, heal], { onTestFinished }) => {
      const pair = await meetInTurn({ onTestFinished });
      const before = await iceOf(pair);
      pair.host[cut]();
      await setTimeout(30 * SECOND);
      pair.host[heal]();
      expect(await untilMedia(pair)).toBeLessThan(5 * SECOND);
      await expectTalk(pair);
      expectRestart(await iceOf(pair), before);
      expect(seatNews(pair)).toEqual(['joined', 'joined']);
    },
  );
});

describe.runIf(canMakeNamespaces())('the network of one side', LONG, () => {
  test('becomes another one, as from Wi-Fi to mobile: ICE finds a way within 5 s', async ({
    onTestFinished,
  }) => {
    const pair = await meet({ onTestFinished });
    const before = await iceOf(pair);
    pair.host.move('mobile');
    expect(await untilMedia(pair)).toBeLessThan(5 * SECOND);
    await expectTalk(pair);
    expectRestart(await iceOf(pair), before);
    expect(seatNews(pair)).toEqual(['joined', 'joined']);
  });

  test('takes 300 ms there and back and loses 5 % each way: a call connects within 12 s', async ({
    onTestFinished,
  }) => {
    const roughness = { delayMs: 150, loss: 0.05 };
    const pair = await createDistantPair({ onTestFinished, roughness });
    const { anna, minh, url } = pair;
    await anna.join(`${url}/r/networks`, 'Anna');
    await anna.isTold('Waiting for the other person');
    await minh.tab.goto(`${url}/r/networks`);
    const start = performance.now();
    await minh.tab.press('button', 'Join');
    await Promise.all(everybody(pair).map((person) => person.isTold('Connected')));
    await untilMedia(pair);
    expect(performance.now() - start).toBeLessThan(12 * SECOND);
    await expectTalk(pair);
    await waitFor('the loss', async () => (await quality(anna)).lost > 0);
    expect((await quality(anna)).roundTripMs).toBeGreaterThanOrEqual(300);
  });
});
