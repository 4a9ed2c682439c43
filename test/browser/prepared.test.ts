import { afterEach, describe, expect, test } from 'vitest';
import { createFieldClient, type FieldClient } from '../support/field-client.ts';
import { createEnd, type End, infoOf, pairOf, tick } from '../support/peer-pair.ts';
import { cameraTrack, microphoneTrack, received } from '../support/tracks.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

const media = () => ({ microphone: microphoneTrack(), camera: cameraTrack() });

/** A callee at the door, before anybody has offered anything. */
function prepared(sent: Partial<ReturnType<typeof media>> = media()): End {
  const end = createEnd('callee', { isPrepared: true });
  closings.push(() => end.peer.close());
  end.peer.setMedia({ microphone: null, camera: null, ...sent });
  return end;
}

async function untilReceived({ connection }: Pick<End, 'connection'>, kind: 'audio' | 'video') {
  while ((await received(connection, kind)) < 3) await tick();
}

const transceivers = ({ connection }: End) => connection.getTransceivers().length;

describe('a callee that is ready at the door', () => {
  test('asks nobody for anything, and knows on which track they will be seen', () => {
    const callee = prepared();
    expect(callee.peer.expectedCamera?.kind).toBe('video');
    expect(callee.connection.localDescription).toBeNull();
    expect(callee.history).toEqual([]);
  });

  test('answers with what it had ready, and sees them on that track', async () => {
    const callee = prepared();
    const pair = pairOf(createEnd('caller'), callee);
    closings.push(pair.close);
    pair.caller.peer.setMedia(media());
    callee.peer.meet(infoOf('caller'));
    const expected = callee.peer.expectedCamera;
    await pair.flowUntil(() => pair.caller.peer.isConnected && callee.peer.isConnected);
    expect(callee.peer.snapshot.camera).toBe(expected);
    expect(transceivers(callee)).toBe(2);
    for (const end of [pair.caller, callee]) {
      await untilReceived(end, 'audio');
      await untilReceived(end, 'video');
    }
    expect([...pair.caller.faults, ...callee.faults]).toEqual([]);
  });

  test('without a camera is seen when it switches one on', async () => {
    const { microphone, camera } = media();
    const callee = prepared({ microphone });
    const pair = pairOf(createEnd('caller'), callee);
    closings.push(pair.close);
    pair.caller.peer.setMedia(media());
    callee.peer.meet(infoOf('caller'));
    await pair.flowUntil(() => pair.caller.peer.isConnected && callee.peer.isConnected);
    callee.peer.setMedia({ microphone, camera });
    await untilReceived(pair.caller, 'video');
    expect(callee.history.filter(({ type }) => type === 'offer')).toEqual([]);
    expect(transceivers(callee)).toBe(2);
  });

  test('sends no camera that was switched off before it was met', async () => {
    const sent = media();
    const callee = prepared(sent);
    callee.peer.setMedia({ microphone: sent.microphone, camera: null });
    const pair = pairOf(createEnd('caller'), callee);
    closings.push(pair.close);
    callee.peer.meet(infoOf('caller'));
    await pair.flowUntil(() => pair.caller.peer.snapshot.isSending !== null);
    expect(pair.caller.peer.snapshot.isSending).toMatchObject({ microphone: true, camera: false });
    await untilReceived(pair.caller, 'audio');
    expect(await received(pair.caller.connection, 'video')).toBe(0);
  });
});

test('what was ready does not suit an offer of somebody who only sends', () => {
  const sections = (direction: string) =>
    ['audio', 'video']
      .map((kind) => `m=${kind} 9 UDP/TLS/RTP/SAVPF 96\r\na=${direction}\r\n`)
      .join('');
  const offer = (direction: string) => `v=0\r\na=group:BUNDLE 0 1\r\n${sections(direction)}`;
  const answers = (end: End) =>
    ['sendrecv', 'recvonly', 'sendonly', 'inactive'].map((way) => end.peer.suits(offer(way)));
  expect(answers(prepared())).toEqual([true, true, false, false]);
  expect(answers(prepared({}))).toEqual([true, true, true, true]);
  expect(answers(createEnd('callee'))).toEqual([true, true, true, true]);
});

describe('a client of the field that offers, to a callee that is ready,', () => {
  async function meet(
    offer: (field: FieldClient) => void,
  ): Promise<{ end: End; field: FieldClient }> {
    const end = prepared();
    const field = createFieldClient();
    closings.push(() => field.connection.close());
    end.peer.meet(infoOf('caller'));
    offer(field);
    await field.call();
    return { end, field };
  }

  async function flow(end: End, field: FieldClient, isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      for (const signal of end.sent.splice(0)) await field.handle(signal);
      for (const signal of field.sent.splice(0)) await end.peer.handle(signal);
      await tick();
    }
  }

  const isUp = ({ connection }: FieldClient) => connection.connectionState === 'connected';
  const offers = ({ history }: End) => history.filter(({ type }) => type === 'offer').length;

  test('to see only gets a picture', async () => {
    const { end, field } = await meet(({ connection }) => {
      connection.addTransceiver('video', { direction: 'recvonly' });
      connection.addTransceiver('audio', { direction: 'recvonly' });
    });
    await flow(end, field, () => isUp(field));
    await untilReceived(field, 'video');
    await untilReceived(field, 'audio');
    expect(offers(end)).toBe(0);
  });

  test('sound alone is offered our picture afterwards', async () => {
    const { end, field } = await meet(({ connection }) => {
      connection.addTrack(microphoneTrack(), new MediaStream());
    });
    const kinds = () => field.connection.getReceivers().map(({ track }) => track.kind);
    await flow(end, field, () => isUp(field) && kinds().includes('video'));
    await flow(end, field, () => end.connection.signalingState === 'stable');
    await untilReceived(field, 'video');
    expect(offers(end)).toBe(1);
  });
});
