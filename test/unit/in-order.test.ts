import { expect, test } from 'vitest';
import { createInOrder } from '../../server/wires/in-order.ts';

function deferred() {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('[W1] what need not wait runs at once', () => {
  const inOrder = createInOrder();
  const ran: number[] = [];
  inOrder(() => void ran.push(1));
  inOrder(() => void ran.push(2));
  expect(ran).toEqual([1, 2]);
});

test('[W1] what comes after something slow waits for it, in order', async () => {
  const inOrder = createInOrder();
  const ran: number[] = [];
  const slow = deferred();
  inOrder(() => slow.promise.then(() => void ran.push(1)));
  inOrder(() => void ran.push(2));
  const last = deferred();
  inOrder(() => {
    ran.push(3);
    last.resolve();
  });
  expect(ran).toEqual([]);
  slow.resolve();
  await last.promise;
  expect(ran).toEqual([1, 2, 3]);
});

test('[X4] the 65th that waits is not taken, but the last of all always is', () => {
  const inOrder = createInOrder();
  inOrder(() => deferred().promise);
  const taken = Array.from({ length: 65 }, () => inOrder(() => {}));
  expect(taken.lastIndexOf(true)).toBe(63);
  expect(inOrder(() => {}, { isLast: true })).toBe(true);
});
