import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { Exchange } from '../../client/call/files/exchange.ts';
import type { FileSnapshot, FileState } from '../../client/call/files/file-snapshot.ts';
import { parseFileWord } from '../../protocol/files.ts';
import { parseMemberId } from '../../protocol/ids.ts';
import { createFakeSink, createPipePair, type FakePipe, type PipePair } from './file-pipes.ts';

export interface Side {
  readonly exchange: Exchange;
  readonly faults: readonly unknown[];
  row(name: string): FileSnapshot;
  state(name: string): FileState;
}

export function createSide(id: string): Side {
  const member = parseMemberId(id);
  if (!member) throw new Error('no member id');
  const faults: unknown[] = [];
  let time = 0;
  const exchange = new Exchange({
    member,
    // It passes with every look at it, so that all progress is shown.
    now: () => {
      time += 300;
      return time;
    },
    onChange: () => {},
    onFault: (error) => faults.push(error),
  });
  const row = (name: string) => {
    const found = exchange.snapshots.find((one) => one.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return { exchange, faults, row, state: (name) => row(name).state };
}

export interface Both {
  readonly anna: Side;
  readonly minh: Side;
  pipes: PipePair;
}

export async function connect(both: Omit<Both, 'pipes'>): Promise<PipePair> {
  const pipes = createPipePair();
  both.anna.exchange.attach(pipes.left);
  both.minh.exchange.attach(pipes.right);
  await pipes.flowUntil(() => both.anna.exchange.isReady && both.minh.exchange.isReady);
  return pipes;
}

export async function meet(): Promise<Both> {
  const both = { anna: createSide('@anna000000000000'), minh: createSide('@minh000000000000') };
  return { ...both, pipes: await connect(both) };
}

export const wordsOf = (pipe: FakePipe) =>
  pipe.history.map(parseFileWord).filter((word) => word !== null);
export const bytesOf = (pipe: FakePipe) =>
  pipe.history.reduce((sum, one) => sum + (typeof one === 'string' ? 0 : one.length - 4), 0);

export async function offered({ anna, minh, pipes }: Both, file: File): Promise<void> {
  anna.exchange.offer(file);
  await pipes.flowUntil(() => minh.exchange.snapshots.some(({ name }) => name === file.name));
}

export async function accepted(both: Both, file: File) {
  await offered(both, file);
  const sink = createFakeSink();
  both.minh.row(file.name).actions.accept?.(sink);
  return sink;
}

export const progressOf = (side: Side, name: string) => {
  const state = side.state(name);
  return state.kind === 'moving' ? state.bytes : -1;
};

async function hashOf(blob: Blob): Promise<string> {
  return createHash('sha256')
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest('hex');
}

/** Done on both sides, with the same bytes. */
export async function expectArrival(both: Both, file: File): Promise<void> {
  const { anna, minh, pipes } = both;
  const isDone = (side: Side) => side.state(file.name).kind !== 'moving';
  await pipes.flowUntil(() => isDone(anna) && isDone(minh));
  const [sent, received] = [anna.state(file.name), minh.state(file.name)];
  expect([sent.kind, received.kind]).toEqual(['done', 'done']);
  const content = received.kind === 'done' ? received.content : null;
  expect(content && (await hashOf(content))).toBe(await hashOf(file));
  expect([...anna.faults, ...minh.faults]).toEqual([]);
}
