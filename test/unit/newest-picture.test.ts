import { expect, test } from 'vitest';
import { NewestPicture } from '../../client/media/newest-picture.ts';

/** A screen on which each picture is drawn when the test says so. */
function createScreen() {
  const drawn: number[] = [];
  let finish: (error?: Error) => void = () => {};
  let nowMs = 0;
  const newest = new NewestPicture({
    now: () => nowMs,
    draw: (jpeg) =>
      new Promise((done, failed) => {
        finish = (error) => {
          if (error) failed(error);
          else drawn.push(new Uint8Array(jpeg)[0] ?? 0);
          done();
        };
      }),
  });
  return {
    newest,
    drawn,
    come: (...names: number[]) => {
      for (const name of names) newest.handle(Uint8Array.of(name).buffer);
    },
    async draw(atMs: number, error?: Error) {
      nowMs = atMs;
      finish(error);
      // Some turns of the queue of promises, until the next is being drawn.
      for (let turn = 0; turn < 5; turn += 1) await null;
    },
  };
}

test('each picture is drawn where drawing is as fast as they come', async () => {
  const { newest, drawn, come, draw } = createScreen();
  for (const name of [1, 2, 3]) {
    come(name);
    await draw(name * 10);
  }
  expect(drawn).toEqual([1, 2, 3]);
  expect(newest.counts).toMatchObject({ received: 3, drawn: 3, skipped: 0, bytes: 3 });
});

test('while one is drawn only the newest waits, and the others are counted as skipped', async () => {
  const { newest, drawn, come, draw } = createScreen();
  come(1, 2, 3, 4);
  await draw(30);
  await draw(50);
  expect(drawn).toEqual([1, 4]);
  expect(newest.counts).toMatchObject({ received: 4, drawn: 2, skipped: 2, drawnInMs: 50 });
});

test('one that can’t be read is counted, and does not hold up the next', async () => {
  const { newest, drawn, come, draw } = createScreen();
  come(1, 2);
  await draw(1, new Error('no picture'));
  await draw(2);
  expect(drawn).toEqual([2]);
  expect(newest.counts).toMatchObject({ drawn: 1, broken: 1 });
});

test('nothing more is drawn once it is stopped', async () => {
  const { newest, drawn, come, draw } = createScreen();
  come(1, 2);
  newest.stop();
  await draw(1);
  come(3);
  expect(drawn).toEqual([1]);
  expect(newest.counts).toMatchObject({ received: 3, drawn: 1 });
});
