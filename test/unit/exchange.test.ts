import { describe, expect, test } from 'vitest';
import { toPiece, WINDOW_BYTES } from '../../protocol/files.ts';
import {
  accepted,
  bytesOf,
  expectArrival,
  meet,
  offered,
  progressOf,
  type Side,
  wordsOf,
} from '../support/exchanges.ts';
import { createFakeSink, createFile } from '../support/file-pipes.ts';

const MB = 1024 * 1024;

describe('a file', () => {
  test('[F2] is offered with name, size and type, and nothing is sent before it is accepted', async () => {
    const both = await meet();
    const file = createFile('plan.pdf', MB, 'application/pdf');
    await offered(both, file);
    const row = { name: 'plan.pdf', size: MB, mime: 'application/pdf', state: { kind: 'offered' } };
    expect(both.minh.row('plan.pdf')).toMatchObject({ ...row, from: 'them' });
    expect(both.anna.row('plan.pdf')).toMatchObject({ ...row, from: 'me' });
    expect(bytesOf(both.pipes.left)).toBe(0);
    both.minh.row('plan.pdf').actions.accept?.(createFakeSink());
    await expectArrival(both, file);
    expect(both.minh.row('plan.pdf').actions).toEqual({});
  });

  test.each([0, 1, 16_380, 16_381, 300_000])('[F6] of %i bytes arrives as it was', async (size) => {
    const both = await meet();
    const file = createFile('x', size);
    const sink = await accepted(both, file);
    await expectArrival(both, file);
    expect(sink.fate).toBe('closed');
    expect(bytesOf(both.pipes.left)).toBe(size);
  });

  test('[F2] that is declined is not sent', async () => {
    const both = await meet();
    await offered(both, createFile('x', MB));
    both.minh.row('x').actions.decline?.();
    await both.pipes.flowUntil(() => both.anna.state('x').kind === 'declined');
    expect(both.minh.state('x')).toEqual({ kind: 'declined' });
    expect(bytesOf(both.pipes.left)).toBe(0);
  });

  test('[F9] that the sender withdraws is gone before it is answered', async () => {
    const both = await meet();
    await offered(both, createFile('x', MB));
    const { accept } = both.minh.row('x').actions;
    both.anna.row('x').actions.cancel?.();
    await both.pipes.flowUntil(() => both.minh.state('x').kind === 'cancelled');
    const sink = createFakeSink();
    accept?.(sink);
    await both.pipes.flowUntil(() => sink.fate === 'aborted');
    expect(both.minh.state('x')).toEqual({ kind: 'cancelled', by: 'them' });
  });

  test.each(['anna', 'minh'] as const)(
    '[F9] that %s cancels half-way is kept by nobody',
    async (who) => {
      const both = await meet();
      const sink = await accepted(both, createFile('x', 12 * MB));
      await both.pipes.flowUntil(() => progressOf(both.minh, 'x') > MB);
      both[who].row('x').actions.cancel?.();
      const isOver = ({ state }: Side) => state('x').kind === 'cancelled';
      await both.pipes.flowUntil(
        () => isOver(both.anna) && isOver(both.minh) && sink.fate === 'aborted',
      );
      expect(both[who].state('x')).toMatchObject({ by: 'me' });
      expect(bytesOf(both.pipes.left)).toBeLessThan(12 * MB);
      await accepted(both, createFile('next', MB));
      await expectArrival(both, createFile('next', MB));
    },
  );

  test('[F6] that arrives changed is not kept, and both are told', async () => {
    const both = await meet();
    const sink = await accepted(both, createFile('x', MB));
    let isChanged = false;
    await both.pipes.flowUntil(() => {
      const piece = both.pipes.left.sent.find((one) => typeof one !== 'string');
      if (piece instanceof Uint8Array && !isChanged) {
        piece.set([1, 2, 3], 100);
        isChanged = true;
      }
      return both.anna.state('x').kind === 'failed';
    });
    expect([both.anna, both.minh].map(({ state }) => state('x'))).toEqual([
      { kind: 'failed', why: 'damaged' },
      { kind: 'failed', why: 'damaged' },
    ]);
    expect(sink.fate).toBe('aborted');
  });

  test('that can’t be read is told to both', async () => {
    const both = await meet();
    const file = createFile('x', MB);
    Object.assign(file, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    });
    await accepted(both, file);
    await both.pipes.flowUntil(() => both.minh.state('x').kind === 'failed');
    for (const side of [both.anna, both.minh])
      expect(side.state('x')).toMatchObject({ why: 'unreadable' });
  });

  test('that can’t be written ends, and the sender stops', async () => {
    const both = await meet();
    await offered(both, createFile('x', 12 * MB));
    const sink = createFakeSink();
    both.minh
      .row('x')
      .actions.accept?.({ ...sink, write: () => Promise.reject(new Error('full')) });
    await both.pipes.flowUntil(() => both.anna.state('x').kind === 'cancelled');
    expect(both.minh.state('x')).toEqual({ kind: 'failed', why: 'unwritable' });
    expect(both.minh.faults.length).toBe(1);
  });
});

describe('flow control', () => {
  test('[F5] a sender does not fill the channel, nor run ahead of a receiver that can’t write', async () => {
    const both = await meet();
    const file = createFile('x', 3 * WINDOW_BYTES);
    const sink = await accepted(both, file);
    sink.stall();
    const sent = () => bytesOf(both.pipes.left);
    await both.pipes.flowUntil(() => sent() >= WINDOW_BYTES);
    for (let round = 0; round < 50; round += 1) {
      let isNext = false;
      await both.pipes.flowUntil(() => {
        const wasNext = isNext;
        isNext = true;
        return wasNext;
      });
    }
    expect(sent()).toBe(WINDOW_BYTES);
    sink.goOn();
    await expectArrival(both, file);
    expect(both.pipes.left.peak).toBeLessThan(300 * 1024);
  });

  test('[F5] a sender that ignores the window is cut off', async () => {
    const both = await meet();
    const sink = await accepted(both, createFile('x', 4 * WINDOW_BYTES));
    sink.stall();
    both.pipes.right.deliver();
    const { id } = wordsOf(both.pipes.left).find(({ type }) => type === 'offer') as { id: number };
    for (let piece = 0; piece < 3 * WINDOW_BYTES; piece += MB) {
      both.pipes.left.send(toPiece({ id, bytes: new Uint8Array(MB) }));
    }
    both.pipes.left.deliver();
    expect(both.minh.state('x').kind).toBe('failed');
    sink.goOn();
    await both.pipes.flowUntil(() => sink.fate === 'aborted');
  });

  test('[F5] several at once share the channel', async () => {
    const both = await meet();
    const files = ['a', 'b', 'c'].map((name) => createFile(name, 4 * MB));
    for (const file of files) await accepted(both, file);
    await both.pipes.flowUntil(() => both.minh.state('a').kind === 'done');
    // None was left behind while the first was sent.
    for (const name of ['b', 'c']) {
      const state = both.minh.state(name);
      expect(state.kind === 'done' || progressOf(both.minh, name) > MB).toBe(true);
    }
    for (const file of files) await expectArrival(both, file);
  });

  test('more bytes than were offered are refused', async () => {
    const both = await meet();
    const sink = await accepted(both, createFile('x', 10));
    const { id } = wordsOf(both.pipes.left).find(({ type }) => type === 'offer') as { id: number };
    both.pipes.left.send(toPiece({ id, bytes: new Uint8Array(11) }));
    await both.pipes.flowUntil(() => sink.fate === 'aborted');
    expect(both.minh.state('x')).toEqual({ kind: 'failed', why: 'damaged' });
  });
});
