import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import { hasPill } from '../support/verify-pill.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo({ beforePage: slowStorage });
});
afterAll(() => two.end());

test('whose device is slow to find its key is known again by it all the same', async () => {
  const { anna, minh } = two;
  await hasPill(minh, 'Verify');
  await minh.tab.press('button', 'Verify');
  await minh.tab.press('button', 'They match');
  await hasPill(minh, 'Verified');
  for (const { tab } of [anna, minh]) {
    await tab.reload();
    await hasPill(anna, 'Verify');
    await hasPill(minh, 'Verified');
  }
  expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
});

// In the page

/** As a disk that is busy with something else. */
function slowStorage(): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const late = {} as IDBOpenDBRequest;
    setTimeout(() => {
      const request = open.apply(this, args);
      request.onsuccess = (event) => late.onsuccess?.call(request, event);
      request.onerror = (event) => late.onerror?.call(request, event);
      request.onupgradeneeded = (event) => late.onupgradeneeded?.call(request, event);
      Object.defineProperty(late, 'result', { get: () => request.result });
    }, 1_000);
    return late;
  };
}
