import { afterEach, expect, test } from 'vitest';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { serve } from '../support/serve.ts';

const CROWD = 1000;
const clients: RawClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.drop();
});

test('[J4] of 1,000 who join one room in the same instant exactly two are seated', async () => {
  const served = await serve();
  // In portions: the system's queue of connections waiting to be accepted is finite.
  while (clients.length < CROWD) {
    clients.push(...(await Promise.all(Array.from({ length: 100 }, () => connectRaw(served.url)))));
  }
  for (const client of clients) client.emit('join', 'stadium');
  const answers = await Promise.all(
    clients.map((client) =>
      Promise.race([
        client.next('joined').then(() => 'joined'),
        client.next('full').then(() => 'full'),
      ]),
    ),
  );
  const seated = clients.filter((_, index) => answers[index] === 'joined');
  expect(seated.length).toBe(2);
  expect(answers.filter((one) => one === 'full').length).toBe(CROWD - 2);

  const [first, second] = seated;
  first?.emit('message', 'stadium', { type: 'hello' });
  expect(await second?.next('message')).toMatchObject({ 1: { type: 'hello' } });
  // Each of the others has heard one word, and hears no more: neither of the joins nor of the message.
  await Promise.all(clients.map((client) => client.ask('leave', 'nowhere')));
  const received = clients.map((client) => client.received.map(({ event }) => event).join());
  expect(countEach(received)).toEqual({
    full: CROWD - 2,
    'joined,otherjoin': 1,
    'joined,message': 1,
  });
  for (const client of clients) client.drop();
  await served.close();
});

function countEach(texts: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries(counts);
}
