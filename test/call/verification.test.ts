import { describe, expect, test } from 'vitest';
import type { CodeState } from '../../client/call/verification/code-exchange.ts';
import type { VerificationSnapshot } from '../../client/call/verification/verification.ts';
import type { Code } from '../../client/call/verification/verification-code.ts';
import { type Caller, flowUntil, isInCall, otherOf, room } from '../support/callers.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { connect, createCaller } from '../support/node-callers.ts';
import { setUpRooms } from '../support/rooms.ts';

const verificationOf = (one: Caller): VerificationSnapshot | undefined =>
  otherOf(one)?.verification;
const stateOf = (one: Caller): CodeState['kind'] | undefined => verificationOf(one)?.code.kind;

function codeOf(one: Caller): Code {
  const code = verificationOf(one)?.code;
  if (code?.kind !== 'ready') throw new Error('there is no code');
  return code.code;
}

async function meet(server: MemoryServer): Promise<[Caller, Caller]> {
  const pair = await connect(server);
  await flowUntil(server, () => pair.every((one) => stateOf(one) === 'ready'));
  return pair;
}

function compare(one: Caller, result: 'same' | 'different' | 'unknown'): void {
  const other = otherOf(one);
  if (other) one.call.snapshot.actions.setCompared?.(other.id, result);
}

describe('two headless calls', () => {
  test('[V1] have the same code, which only a person can call verified', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await meet(server);
    expect(codeOf(anna)).toEqual(codeOf(minh));
    expect(verificationOf(anna)).toMatchObject({ standing: 'new', comparedAt: null });
    compare(anna, 'same');
    const comparedAt = server.clock.now();
    expect(verificationOf(anna)).toMatchObject({ standing: 'verified', comparedAt });
    expect(verificationOf(minh)).toMatchObject({ standing: 'new' });
    compare(anna, 'different');
    expect(verificationOf(anna)).toMatchObject({ standing: 'rejected', comparedAt: null });
    compare(anna, 'unknown');
    expect(verificationOf(anna)).toMatchObject({ standing: 'new' });
    expect([...anna.faults, ...minh.faults]).toEqual([]);
  });

  test('[V5] keep their code over a restart of ICE and a new negotiation', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await meet(server);
    const agreed = codeOf(anna);
    const [connection] = anna.connections;
    const before = connection?.currentLocalDescription?.sdp;
    connection?.restartIce();
    await flowUntil(
      server,
      () => connection?.currentLocalDescription?.sdp !== before && isInCall(anna),
    );
    expect([codeOf(anna), codeOf(minh)]).toEqual([agreed, agreed]);
  });

  test('[V5] say that the key has changed when one who was verified comes back with another', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await meet(server);
    const agreed = codeOf(anna);
    compare(anna, 'same');
    // A page that is reloaded, in a browser that kept no certificate.
    minh.call.close();
    const again = createCaller(server, minh.memory);
    again.call.snapshot.actions.join?.(room, { name: 'Minh' });
    await flowUntil(server, () => stateOf(again) === 'ready' && stateOf(anna) === 'ready');
    expect(verificationOf(anna)).toMatchObject({ standing: 'changed' });
    expect(codeOf(anna)).toEqual(codeOf(again));
    expect(codeOf(anna)).not.toEqual(agreed);
    compare(anna, 'same');
    expect(verificationOf(anna)).toMatchObject({ standing: 'verified' });
  });

  test('say that it is another key when somebody of a known name comes with one', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await meet(server);
    compare(anna, 'same');
    const comparedAt = server.clock.now();
    minh.call.snapshot.actions.hangUp?.();
    server.flush();
    server.clock.advance(1000);
    const other = createCaller(server);
    anna.call.snapshot.actions.join?.(room, { name: 'Anna' });
    server.flush();
    other.call.snapshot.actions.join?.(room, { name: 'Minh' });
    await flowUntil(server, () => stateOf(anna) === 'ready' && stateOf(other) === 'ready');
    expect(verificationOf(anna)).toMatchObject({ standing: 'other-key', comparedAt });
    expect(verificationOf(other)).toMatchObject({ standing: 'new' });
  });
});
