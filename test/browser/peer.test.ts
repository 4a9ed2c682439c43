import { afterEach, describe, expect, test } from 'vitest';
import { isCandidate, isDescription, type Signal } from '../../protocol/signals.ts';
import { createPair, type End, type Pair, tick, until } from '../support/peer-pair.ts';

const pairs: Pair[] = [];
afterEach(() => {
  for (const pair of pairs.splice(0)) pair.close();
});

function newPair(): Pair {
  const pair = createPair();
  pairs.push(pair);
  return pair;
}

const isUp = ({ connection }: End) => connection.connectionState === 'connected';
const areUp = ({ caller, callee }: Pair) => isUp(caller) && isUp(callee);
const isSettled = (pair: Pair) =>
  [pair.caller, pair.callee].every(
    ({ connection, sent }) => connection.signalingState === 'stable' && sent.length === 0,
  );

async function connectedPair(): Promise<Pair> {
  const pair = newPair();
  await pair.flowUntil(
    () => areUp(pair) && pair.caller.peer.chat.kind !== null && pair.callee.peer.chat.kind !== null,
  );
  await pair.flowUntil(() => isSettled(pair));
  return pair;
}

/** What both sides have to agree on: which connection it is, and in what order its parts are. */
const agreed = (description: RTCSessionDescription | null) =>
  description?.sdp.match(/^a=(?:ice-ufrag|ice-pwd|fingerprint|group|mid):.*$/gm);

const types = (signals: readonly Signal[]) => signals.map(({ type }) => type);
const count = (end: End, type: string) => types(end.history).filter((one) => one === type).length;

describe('the first negotiation', () => {
  test('[N1] the caller offers, the callee answers, and neither does so twice', async () => {
    const pair = await connectedPair();
    expect(count(pair.caller, 'offer')).toBe(1);
    expect(count(pair.callee, 'answer')).toBe(1);
    expect(count(pair.callee, 'offer')).toBe(0);
    expect([...pair.caller.faults, ...pair.callee.faults]).toEqual([]);
  });

  test('[N1] the callee makes no offer before it has had one', async () => {
    const pair = newPair();
    pair.callee.connection.addTransceiver('video');
    await until(() => pair.caller.sent.some(({ type }) => type === 'offer'));
    await tick();
    expect(pair.callee.history).toEqual([]);
  });

  test('[N2] candidates that come before the description are kept for it', async () => {
    const pair = newPair();
    const { connection, sent } = pair.caller;
    await until(() => connection.iceGatheringState === 'complete');
    const [offer, ...candidates] = sent.splice(0);
    expect(types(candidates)).toContain('candidate');
    sent.push(...candidates);
    await pair.deliver('caller');
    if (offer) sent.push(offer);
    await pair.deliver('caller');
    await until(() => pair.callee.connection.iceGatheringState === 'complete');
    const [answer, ...others] = pair.callee.sent.splice(0);
    if (answer) pair.callee.sent.push(...others, answer);
    await pair.flowUntil(() => areUp(pair));
    expect([...pair.caller.faults, ...pair.callee.faults]).toEqual([]);
  });

  test('[N2] the end of candidates is taken in every form and never sent', async () => {
    const pair = await connectedPair();
    const endings = [
      { type: 'candidate', label: 0, id: '0', candidate: '' },
      { type: 'candidate', candidate: '', sdpMid: '0', sdpMLineIndex: 0 },
      { type: 'candidate', candidate: null },
    ];
    for (const ending of endings) await pair.callee.peer.handle(ending as Signal);
    expect(pair.callee.faults).toEqual([]);
    const sent = [...pair.caller.history, ...pair.callee.history];
    expect(sent.filter(isCandidate).filter(({ candidate }) => !candidate)).toEqual([]);
  });

  test('[N2] candidates go out in the form of the field, with their fragment in the line', async () => {
    const pair = await connectedPair();
    const candidates = pair.caller.history.filter(isCandidate);
    for (const candidate of candidates) {
      expect(Object.keys(candidate).sort()).toEqual(['candidate', 'id', 'label', 'type']);
      expect(candidate).toMatchObject({ label: expect.any(Number), id: expect.any(String) });
      expect(candidate.candidate).toMatch(/ ufrag \S+/);
    }
    expect(candidates.length).toBeGreaterThan(0);
  });
});

describe('glare', () => {
  async function bothOffer(): Promise<Pair> {
    const pair = await connectedPair();
    for (const { connection } of [pair.caller, pair.callee]) connection.restartIce();
    const hasOffer = ({ sent }: End) => sent.some(({ type }) => type === 'offer');
    await until(() => hasOffer(pair.caller) && hasOffer(pair.callee));
    return pair;
  }

  async function expectSettled(pair: Pair): Promise<void> {
    await pair.flowUntil(() => isSettled(pair) && areUp(pair));
    expect([...pair.caller.faults, ...pair.callee.faults]).toEqual([]);
    const [mine, theirs] = [pair.caller.connection, pair.callee.connection];
    expect(agreed(mine.currentRemoteDescription)).toEqual(agreed(theirs.currentLocalDescription));
    expect(agreed(theirs.currentRemoteDescription)).toEqual(agreed(mine.currentLocalDescription));
  }

  test('[N3] the polite side rolls back when the caller’s offer arrives first', async () => {
    const pair = await bothOffer();
    await pair.deliver('caller');
    expect(count(pair.callee, 'answer')).toBe(2);
    await expectSettled(pair);
  });

  test('[N3] the impolite side ignores the offer that collides with its own', async () => {
    const pair = await bothOffer();
    await pair.deliver('callee');
    expect(pair.caller.connection.signalingState).toBe('have-local-offer');
    expect(count(pair.caller, 'answer')).toBe(0);
    await expectSettled(pair);
  });

  test('[N3] both offers cross on the wire', async () => {
    const pair = await bothOffer();
    await Promise.all([pair.deliver('caller'), pair.deliver('callee')]);
    await expectSettled(pair);
  });

  test('[N3] candidates of the ignored offer are dropped', async () => {
    const pair = await bothOffer();
    await until(() => types(pair.callee.sent).includes('candidate'));
    await pair.deliver('callee');
    expect(pair.caller.faults).toEqual([]);
    await expectSettled(pair);
  });

  test('[N3] a hundred collisions in both orders leave one connection and no fault', async () => {
    const pair = await connectedPair();
    for (let round = 0; round < 100; round += 1) {
      for (const { connection } of [pair.caller, pair.callee]) connection.restartIce();
      if (round % 3 === 0) await tick();
      await pair.deliver(round % 2 === 0 ? 'caller' : 'callee');
    }
    await expectSettled(pair);
  });
});

describe('starting over', () => {
  test('[N8] descriptions name the connection that they belong to, and answers repeat it', async () => {
    const pair = await connectedPair();
    const descriptions = [...pair.caller.history, ...pair.callee.history].filter(isDescription);
    expect(descriptions.map(({ peer }) => peer)).toEqual(['tag', 'tag']);
    expect([pair.caller.peer.tag, pair.callee.peer.tag]).toEqual(['tag', 'tag']);
  });

  test('[N8] an answer of an earlier connection is ignored', async () => {
    const pair = newPair();
    await until(() => pair.caller.connection.signalingState === 'have-local-offer');
    await pair.caller.peer.handle({ type: 'answer', sdp: 'v=0', peer: 'earlier' });
    expect(pair.caller.connection.signalingState).toBe('have-local-offer');
    expect(pair.caller.faults).toEqual([]);
    await pair.flowUntil(() => areUp(pair));
  });
});

describe('what should not come', () => {
  test('[N4] an answer that nobody asked for changes nothing', async () => {
    const pair = await connectedPair();
    const answer = pair.callee.history.find(({ type }) => type === 'answer');
    if (answer) await pair.caller.peer.handle(answer);
    expect(pair.caller.faults).toEqual([]);
    expect(pair.caller.connection.signalingState).toBe('stable');
  });

  test('[N4] an offer delivered twice is answered twice and breaks nothing', async () => {
    const pair = newPair();
    await until(() => pair.caller.sent.some(({ type }) => type === 'offer'));
    pair.caller.sent.push(...pair.caller.sent.slice(0, 1));
    await pair.flowUntil(() => areUp(pair) && isSettled(pair));
    expect(pair.caller.faults).toEqual([]);
  });

  test('[N4] nonsense is a fault that the peer survives', async () => {
    const pair = newPair();
    await pair.callee.peer.handle({ type: 'offer', sdp: 'nonsense' });
    await pair.callee.peer.handle({ type: 'candidate', label: 0, id: '0', candidate: 'nonsense' });
    expect(pair.callee.faults.length).toBeGreaterThan(0);
    await pair.flowUntil(() => areUp(pair));
  });

  test('[N4] what comes after the end is ignored', async () => {
    const pair = await connectedPair();
    const offer = pair.caller.history.find(({ type }) => type === 'offer');
    pair.callee.peer.close();
    if (offer) await pair.callee.peer.handle(offer);
    expect(pair.callee.faults).toEqual([]);
  });
});
