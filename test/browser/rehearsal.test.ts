import { afterEach, describe, expect, test } from 'vitest';
import type { AnswerTo } from '../../client/call/peer/negotiation.ts';
import { rehearse } from '../../client/call/peer/rehearsal.ts';
import { isCandidate, isDescription } from '../../protocol/signals.ts';
import {
  createEnd,
  type End,
  infoOf,
  type Pair,
  pairOf,
  tick,
  until,
} from '../support/peer-pair.ts';
import { cameraTrack, microphoneTrack, received } from '../support/tracks.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

const answerTo: AnswerTo = (offer) =>
  rehearse(offer, {
    connection: new RTCPeerConnection(),
    stream: new MediaStream(),
    codecs: null,
  });

/** A caller that waits, and has heard an answer that nobody gave. */
async function rehearsed(): Promise<Pair> {
  const pair = pairOf(createEnd('caller', { answerTo }), createEnd('callee'));
  closings.push(pair.close);
  pair.caller.peer.setMedia({ microphone: microphoneTrack(), camera: cameraTrack() });
  await until(() => pair.caller.connection.signalingState === 'have-remote-pranswer');
  return pair;
}

function meet({ caller }: Pick<Pair, 'caller'>): void {
  caller.peer.meet(infoOf('callee'));
}

const encoders = async ({ connection }: End) =>
  [...(await connection.getStats()).values()].filter(({ type }) => type === 'outbound-rtp').length;

describe('a caller that waits for somebody', () => {
  test('has its encoders, says nothing to anybody, and is not connected', async () => {
    const { caller } = await rehearsed();
    expect(await encoders(caller)).toBe(2);
    await until(() => caller.connection.iceGatheringState === 'complete');
    expect(caller.history).toEqual([]);
    expect(caller.connection.connectionState).not.toBe('connected');
    expect(caller.faults).toEqual([]);
  });

  test('offers once, to whoever comes, and takes the answer of theirs', async () => {
    const pair = await rehearsed();
    meet(pair);
    await pair.flowUntil(() => pair.callee.peer.isConnected && pair.caller.peer.isConnected);
    for (const kind of ['audio', 'video'] as const)
      while ((await received(pair.callee.connection, kind)) < 3) await tick();
    const { caller, callee } = pair;
    expect(caller.history.filter(({ type }) => type === 'offer')).toHaveLength(1);
    expect(caller.connection.currentRemoteDescription?.sdp).toContain(
      /^a=ice-ufrag:.*$/m.exec(callee.connection.localDescription?.sdp ?? '')?.[0],
    );
    expect([...caller.faults, ...callee.faults]).toEqual([]);
  });

  test('keeps candidates that come before the answer', async () => {
    const pair = await rehearsed();
    meet(pair);
    await pair.deliver('caller');
    const { callee } = pair;
    await until(() => callee.connection.iceGatheringState === 'complete');
    const queued = callee.sent.splice(0);
    callee.sent.push(...queued.filter(isCandidate), ...queued.filter(isDescription));
    expect(callee.sent[0]).toMatchObject({ type: 'candidate' });
    await pair.flowUntil(() => pair.caller.peer.isConnected && callee.peer.isConnected);
    expect([...pair.caller.faults, ...callee.faults]).toEqual([]);
  });

  test('starts over where the browser refuses the answer of theirs', async () => {
    const { caller } = await rehearsed();
    meet({ caller });
    await caller.peer.handle({ type: 'answer', sdp: 'v=0\r\n' });
    expect(caller.isDead()).toBe(true);
  });

  test('meets somebody as well who comes in the middle of it', async () => {
    const slowly: AnswerTo = async (offer) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return answerTo(offer);
    };
    const pair = pairOf(createEnd('caller', { answerTo: slowly }), createEnd('callee'));
    closings.push(pair.close);
    await until(() => pair.caller.connection.signalingState === 'have-local-offer');
    meet(pair);
    await pair.flowUntil(() => pair.callee.peer.isConnected && pair.caller.peer.isConnected);
    expect([...pair.caller.faults, ...pair.callee.faults]).toEqual([]);
  });
});
