import { describe, expect, test } from 'vitest';
import {
  accepted,
  bytesOf,
  connect,
  createSide,
  expectArrival,
  meet,
  offered,
  progressOf,
  wordsOf,
} from '../support/exchanges.ts';
import { createFakeSink, createFile, createPipePair } from '../support/file-pipes.ts';

const MB = 1024 * 1024;

describe('a channel that is lost', () => {
  test('[F7] the file goes on where it stopped, on the next one', async () => {
    const both = await meet();
    const file = createFile('x', 12 * MB);
    await accepted(both, file);
    await both.pipes.flowUntil(() => bytesOf(both.pipes.left) > 5 * MB);
    both.pipes.cut();
    expect(both.anna.state('x')).toMatchObject({ kind: 'moving', bytesPerSecond: null });
    both.pipes = await connect(both);
    await expectArrival(both, file);
    // Some was on its way when it was lost; the rest is not sent twice.
    expect(bytesOf(both.pipes.left)).toBeLessThan(7.5 * MB);
  });

  test('[F7] ten times, at any moment', async () => {
    const both = await meet();
    const file = createFile('x', 6 * MB);
    await accepted(both, file);
    for (let round = 1; round <= 10; round += 1) {
      const target = round * 200_000;
      const before = bytesOf(both.pipes.left);
      await both.pipes.flowUntil(() => bytesOf(both.pipes.left) - before > target / 4);
      // One side sees it first.
      both.pipes[round % 2 ? 'left' : 'right'].close();
      both.pipes = await connect(both);
    }
    await expectArrival(both, file);
  });

  test('[F3] an answer, an offer and an end that were lost are said again', async () => {
    const both = await meet();
    const file = createFile('x', 1000);
    both.anna.exchange.offer(file);
    both.pipes.cut();
    both.pipes = await connect(both);
    await both.pipes.flowUntil(() => both.minh.exchange.snapshots.length === 1);
    both.pipes.cut();
    both.minh.row('x').actions.accept?.(createFakeSink());
    both.pipes = await connect(both);
    await both.pipes.flowUntil(() => wordsOf(both.pipes.left).some(({ type }) => type === 'end'));
    both.pipes.cut();
    both.pipes = await connect(both);
    await both.pipes.flowUntil(() => both.minh.state('x').kind === 'done');
    both.pipes.cut();
    expect(both.minh.exchange.snapshots.length).toBe(1);
    both.pipes = await connect(both);
    await expectArrival(both, file);
  });

  test('[F3] what was cancelled meanwhile is cancelled on both sides', async () => {
    const both = await meet();
    for (const name of ['a', 'b', 'c']) await offered(both, createFile(name, MB));
    both.pipes.cut();
    both.anna.row('a').actions.cancel?.();
    both.minh.row('b').actions.decline?.();
    both.pipes = await connect(both);
    await both.pipes.flowUntil(() => both.anna.state('b').kind === 'declined');
    expect(both.minh.state('a').kind).toBe('cancelled');
    expect([both.anna, both.minh].map(({ state }) => state('c').kind)).toEqual([
      'offered',
      'offered',
    ]);
  });

  test('[F3] nothing is offered to one that never says ready', async () => {
    const { anna } = await meet();
    const pipes = createPipePair();
    anna.exchange.attach(pipes.left);
    expect(anna.exchange.isReady).toBe(false);
    anna.exchange.offer(createFile('x', 1));
    expect(wordsOf(pipes.left).map(({ type }) => type)).toEqual(['ready']);
  });

  test('[F8] a page of the receiver that was loaded anew: the sender stops, and says so', async () => {
    const { anna, ...both } = await meet();
    await accepted({ anna, ...both }, createFile('x', 12 * MB));
    await both.pipes.flowUntil(() => progressOf(anna, 'x') > MB);
    await offered({ anna, ...both }, createFile('y', MB));
    both.pipes.cut();
    const minh = createSide('@minh000000000000');
    const pipes = await connect({ anna, minh });
    expect(anna.state('x')).toEqual({ kind: 'failed', why: 'forgotten' });
    // What was not answered is asked again.
    await pipes.flowUntil(() => minh.exchange.snapshots.length === 1);
    expect(minh.state('y')).toEqual({ kind: 'offered' });
  });

  test('[F8] a page of the sender that was loaded anew: the receiver keeps nothing, and says so', async () => {
    const both = await meet();
    const sink = await accepted(both, createFile('x', 12 * MB));
    await both.pipes.flowUntil(() => progressOf(both.minh, 'x') > MB);
    both.pipes.cut();
    const anna = createSide('@anna000000000000');
    const pipes = await connect({ anna, minh: both.minh });
    await pipes.flowUntil(() => sink.fate === 'aborted');
    expect(both.minh.state('x')).toEqual({ kind: 'failed', why: 'forgotten' });
  });

  test('a member that leaves for good', async () => {
    const both = await meet();
    const sink = await accepted(both, createFile('x', 12 * MB));
    await both.pipes.flowUntil(() => progressOf(both.minh, 'x') > MB);
    for (const { exchange } of [both.anna, both.minh]) exchange.end('left');
    for (const { state } of [both.anna, both.minh])
      expect(state('x')).toEqual({ kind: 'failed', why: 'left' });
    await both.pipes.flowUntil(() => sink.fate === 'aborted');
  });
});
