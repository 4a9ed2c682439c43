import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FileSnapshot } from '../../client/call/files/file-snapshot.ts';
import type { Notice } from '../../protocol/events.ts';
import { type Caller, flowUntil, room, statusOf } from '../support/callers.ts';
import { createFakeSink, createFile } from '../support/file-pipes.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { connect } from '../support/node-callers.ts';
import { setUpRooms } from '../support/rooms.ts';

const MB = 1024 * 1024;

const fileOf = ({ call }: Caller, name: string): FileSnapshot | undefined =>
  call.snapshot.files.find((file) => file.name === name);
const kindOf = (one: Caller, name: string) => fileOf(one, name)?.state.kind;

/** Those that it shows from now on, in bytes a second. */
function speedsOf({ call }: Caller): readonly number[] {
  const speeds: number[] = [];
  call.onChange(({ files }) => {
    for (const { state } of files)
      if (state.kind === 'moving') speeds.push(state.bytesPerSecond ?? 0);
  });
  return speeds;
}

/** Both can send, which takes a moment longer than writing. */
async function meet(): Promise<{ server: MemoryServer; anna: Caller; minh: Caller }> {
  const server = createMemoryServer(setUpRooms);
  const [anna, minh] = await connect(server);
  await flowUntil(server, () => [anna, minh].every(({ call }) => call.snapshot.actions.sendFiles));
  return { server, anna, minh };
}

/** From one to the other, up to the moment when it is accepted. */
async function send(server: MemoryServer, file: File, [from, to]: [Caller, Caller]) {
  from.call.snapshot.actions.sendFiles?.([file]);
  await flowUntil(server, () => fileOf(to, file.name)?.actions.accept !== undefined);
  const sink = createFakeSink();
  fileOf(to, file.name)?.actions.accept?.(sink);
  return sink;
}

async function expectArrival(server: MemoryServer, file: File, pair: readonly [Caller, Caller]) {
  await flowUntil(server, () => pair.every((one) => kindOf(one, file.name) === 'done'));
  const state = fileOf(pair[1], file.name)?.state;
  const content = state?.kind === 'done' ? state.content : null;
  expect(content && (await hashOf(content))).toBe(await hashOf(file));
  for (const { faults } of pair) expect(faults).toEqual([]);
}

async function hashOf(blob: Blob): Promise<string> {
  return createHash('sha256')
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest('hex');
}

describe('files between two headless calls', () => {
  test('arrive in both directions at once', async () => {
    const { server, anna, minh } = await meet();
    const [plan, film] = [createFile('plan', 3 * MB), createFile('film', 2 * MB)];
    await send(server, plan, [anna, minh]);
    await send(server, film, [minh, anna]);
    await expectArrival(server, plan, [anna, minh]);
    await expectArrival(server, film, [minh, anna]);
  });

  test('[F7] go on where they stopped when the peer connection is replaced', async () => {
    const { server, anna, minh } = await meet();
    const file = createFile('film', 24 * MB);
    const sink = await send(server, file, [anna, minh]);
    await flowUntil(server, () => sink.written > MB);
    expect(sink.written).toBeLessThan(file.size);
    replaceConnection(server, anna, minh);
    await flowUntil(server, () =>
      [anna, minh].every(({ connections }) => connections.length === 2),
    );
    await expectArrival(server, file, [anna, minh]);
    expect(anna.connections[0]?.connectionState).toBe('closed');
    // Nothing of it was put away twice.
    expect(sink.written).toBe(file.size);
  });

  test('end when somebody hangs up, and nothing half is kept', async () => {
    const { server, anna, minh } = await meet();
    const sink = await send(server, createFile('film', 24 * MB), [anna, minh]);
    anna.call.snapshot.actions.hangUp?.();
    await flowUntil(server, () => statusOf(minh) === 'ended' && sink.fate === 'aborted');
    for (const one of [anna, minh]) {
      expect(fileOf(one, 'film')?.state).toEqual({ kind: 'failed', why: 'left' });
      expect(one.call.snapshot.actions.sendFiles).toBeUndefined();
    }
    minh.call.snapshot.actions.join?.(room, {});
    expect(minh.call.snapshot.files).toEqual([]);
  });

  test('progress is told as the clock goes', async () => {
    const { server, anna, minh } = await meet();
    const speeds = [anna, minh].map(speedsOf);
    const file = createFile('film', 24 * MB);
    await send(server, file, [anna, minh]);
    await flowUntil(server, () => {
      server.clock.advance(300);
      return kindOf(anna, 'film') === 'done';
    });
    for (const known of speeds) expect(known.some((speed) => speed > 0)).toBe(true);
  });
});

/** As after a loss that nothing else repairs: the first calls anew, and the other answers with a new connection. */
function replaceConnection(server: MemoryServer, caller: Caller, callee: Caller): void {
  const id = callee.call.snapshot.me;
  if (!id) throw new Error('nobody is seated');
  const notice: Notice = ['back', room, id, { id, isNew: true }];
  caller.link.tell(notice);
  server.flush();
}
