import { describe, expect, test } from 'vitest';
import { MAX_OPEN_FILES, toPiece } from '../../protocol/files.ts';
import { accepted, expectArrival, meet, wordsOf } from '../support/exchanges.ts';
import { createFile } from '../support/file-pipes.ts';

const MB = 1024 * 1024;

describe('hostile words', () => {
  test('[F10] one offer more than are taken is declined', async () => {
    const both = await meet();
    for (let id = 0; id < MAX_OPEN_FILES + 50; id += 1) {
      both.pipes.left.send(JSON.stringify({ type: 'offer', id, name: `${id}`, size: 1, mime: '' }));
    }
    both.pipes.left.deliver();
    expect(both.minh.exchange.snapshots.length).toBe(MAX_OPEN_FILES);
    expect(wordsOf(both.pipes.right).filter(({ type }) => type === 'decline').length).toBe(50);
  });

  test('[F10] a side says itself that it has too many', async () => {
    const both = await meet();
    for (let at = 0; at <= MAX_OPEN_FILES; at += 1)
      both.anna.exchange.offer(createFile(`${at}`, 1));
    expect(both.anna.state(`${MAX_OPEN_FILES}`)).toEqual({ kind: 'failed', why: 'too-many' });
  });

  test('offers that come and go for ever cost no memory', async () => {
    const both = await meet();
    for (let id = 0; id < 2000; id += 1) {
      both.pipes.left.send(JSON.stringify({ type: 'offer', id, name: 'x', size: 1, mime: '' }));
      both.pipes.left.send(JSON.stringify({ type: 'withdraw', id }));
    }
    both.pipes.left.deliver();
    expect(both.minh.exchange.snapshots.length).toBeLessThanOrEqual(201);
  });

  test('[F1] nonsense changes nothing', async () => {
    const both = await meet();
    const file = createFile('x', MB);
    await accepted(both, file);
    const { id } = wordsOf(both.pipes.left).find(({ type }) => type === 'offer') as { id: number };
    const nonsense = [
      { type: 'accept', id: 12_345, from: 0 },
      { type: 'got', id, bytes: 2 ** 40 },
      { type: 'received', id, isIntact: true },
      { type: 'asked', id },
      'x',
    ];
    for (const word of nonsense) both.pipes.right.send(JSON.stringify(word));
    both.pipes.left.send(JSON.stringify({ type: 'offer', id, name: 'other', size: 5, mime: '' }));
    both.pipes.left.send(toPiece({ id: 999, bytes: new Uint8Array(100) }));
    both.pipes.left.send(new Uint8Array(2));
    await expectArrival(both, file);
    expect(both.minh.exchange.snapshots.length).toBe(1);
  });
});
