import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createCall } from '../../client/call/call.ts';
import type { Call } from '../../client/call/call-port.ts';
import { createPlainLink } from '../../client/call/plain-link.ts';
import { hands } from '../../extensions/hands.ts';
import { names } from '../../extensions/names.ts';
import { PROTOCOL_VERSION } from '../../protocol/events.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import { flowUntil, isInCall, otherOf, room } from '../support/callers.ts';
import { createMemoryServer } from '../support/memory-server.ts';
import { type Frame, type Mutation, startMutant } from '../support/mutant.ts';
import { connect, createCaller } from '../support/node-callers.ts';
import { nodeRtc } from '../support/node-rtc.ts';
import { setUpRooms } from '../support/rooms.ts';
import { serve } from '../support/serve.ts';
import { waitFor } from '../support/tab.ts';

const OLDER: Readonly<Record<string, NonNullable<Mutation['up']>>> = {
  'refuses it': (frame) => (isHello(frame) ? { ...frame, event: 'hello-of-later' } : frame),
  'says nothing to it': (frame) => (isHello(frame) ? null : frame),
};

const isHello = ({ event }: Frame): boolean => event === 'hello';

/** The real server behind one that alters what passes, and who calls there. */
async function setUp(up: NonNullable<Mutation['up']>) {
  const served = await serve();
  onTestFinished(() => served.close());
  const asked: Frame[] = [];
  const mutant = await startMutant(served.url, {
    up(frame, between) {
      asked.push(frame);
      return up(frame, between);
    },
  });
  onTestFinished(() => mutant.close());
  function call(features?: readonly string[]): Call {
    const link = createPlainLink({ url: mutant.url, open: (address) => new WebSocket(address) });
    const one = createCall({ ...nodeRtc, link, now: Date.now, ...(features && { features }) });
    onTestFinished(() => one.close());
    return one;
  }
  return { asked, call };
}

const kindOf = ({ snapshot }: Call) => snapshot.status.kind;

describe('hello, as our own client says it', () => {
  test('[G1] before anything else, and the seat does not wait for it', async () => {
    const { asked, call } = await setUp((frame) => frame);
    const anna = call(['hands']);
    anna.snapshot.actions.join?.(room, {});
    await waitFor('the seat', async () => kindOf(anna) === 'waiting');
    const [first, second] = asked.filter(({ event }) => event !== 'alive');
    expect(first?.args).toEqual([{ versions: [PROTOCOL_VERSION], features: ['hands'] }]);
    expect(second?.event).toBe('join');
    expect(anna.snapshot.server).toEqual({
      version: PROTOCOL_VERSION,
      features: expect.arrayContaining(['lock', 'hands', 'directory']),
    });
  });

  test.each(Object.entries(OLDER))(
    '[G3] an older server that %s does it no harm',
    async (_how, up) => {
      const { asked, call } = await setUp(up);
      const [anna, minh] = [call(), call()];
      anna.snapshot.actions.join?.(room, { name: 'Anna' });
      await waitFor('the first seat', async () => kindOf(anna) === 'waiting');
      minh.snapshot.actions.join?.(room, { name: 'Minh' });
      for (const one of [anna, minh]) {
        await waitFor('the call', async () => kindOf(one) === 'connected');
        expect(one.snapshot.server).toBe(null);
      }
      expect(asked.filter(isHello)).toHaveLength(2);
    },
  );

  test('[G2] a server of another version is shown as the reason why nobody comes in', async () => {
    const { call } = await setUp((frame) =>
      isHello(frame) ? { ...frame, args: [{ versions: [PROTOCOL_VERSION + 1] }] } : frame,
    );
    const anna = call();
    anna.snapshot.actions.join?.(room, {});
    await waitFor('the refusal', async () => kindOf(anna) === 'refused');
    expect(anna.snapshot.status).toMatchObject({ problem: { code: 'no-common-version' } });
    expect(anna.snapshot.server).toBe(null);
  });

  test('[G5] on each connection again: the next server may have other things', () => {
    const all = [createExtensions([names], () => {}), createExtensions([names, hands], () => {})];
    const server = createMemoryServer(({ clock }) => {
      const [extensions = createExtensions([], () => {})] = all.splice(0, 1);
      return setUpRooms({ clock, extensions });
    });
    const { call, link } = createCaller(server);
    server.flush();
    expect(call.snapshot.server?.features).toEqual(['names']);
    server.restart();
    link.restore();
    server.flush();
    expect(call.snapshot.server?.features).toEqual(['names', 'hands']);
  });

  test('[G4] what the other side can do is in its snapshot; of who says nothing, nothing', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    expect([otherOf(anna)?.features, otherOf(minh)?.features]).toEqual([null, null]);
    minh.call.snapshot.actions.hangUp?.();
    server.flush();
    const able = createCaller(server, undefined, ['hands', 'levitation']);
    anna.call.snapshot.actions.join?.(room, {});
    server.flush();
    able.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, able].every(isInCall));
    expect(otherOf(anna)?.features).toEqual(['hands', 'levitation']);
  });
});
