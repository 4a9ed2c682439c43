import { afterEach, describe, expect, test } from 'vitest';
import { createFieldClient, type FieldClient } from '../support/field-client.ts';
import { createEnd, createPair, type End, type Pair, tick, until } from '../support/peer-pair.ts';
import { cameraTrack, microphoneTrack, received } from '../support/tracks.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

async function connectedPair(): Promise<Pair> {
  const pair = createPair();
  closings.push(pair.close);
  const areUp = () => pair.caller.peer.chat.kind !== null && pair.callee.peer.chat.kind !== null;
  await pair.flowUntil(areUp);
  return pair;
}

async function untilMore(end: { connection: RTCPeerConnection }, kind: 'audio' | 'video') {
  const before = await received(end.connection, kind);
  while ((await received(end.connection, kind)) < before + 3) await tick();
}

const offers = ({ history }: End) => history.filter(({ type }) => type === 'offer').length;

describe('media', () => {
  test('[N5] devices come, go and come back on both sides without a new offer', async () => {
    const pair = await connectedPair();
    const media = { microphone: microphoneTrack(), camera: cameraTrack() };
    for (const { peer } of [pair.caller, pair.callee]) peer.setMedia(media);
    for (const end of [pair.caller, pair.callee]) {
      await untilMore(end, 'video');
      await untilMore(end, 'audio');
    }
    pair.caller.peer.setMedia({ microphone: null, camera: null });
    await until(() => pair.callee.peer.snapshot.isSending?.camera === false);
    pair.caller.peer.setMedia(media);
    await until(() => pair.callee.peer.snapshot.isSending?.camera === true);
    await untilMore(pair.callee, 'video');
    expect(offers(pair.caller) + offers(pair.callee)).toBe(1);
  });

  test('[N5] what is sent is known to the other side before and after it changes', async () => {
    const pair = await connectedPair();
    const { caller, callee } = pair;
    await until(() => callee.peer.snapshot.isSending !== null);
    expect(callee.peer.snapshot.isSending).toMatchObject({ microphone: false, camera: false });
    caller.peer.setMedia({ microphone: microphoneTrack(), camera: null });
    await until(() => callee.peer.snapshot.isSending?.microphone === true);
    expect(callee.peer.snapshot.isSending).toMatchObject({ microphone: true, camera: false });
  });

  test('[N6] chat lines arrive as they were written, in order', async () => {
    const { caller, callee } = await connectedPair();
    const lines = ['<b>bold</b>', 'второй', '第三 👩‍👩‍👧', ' spaces  kept '];
    for (const line of lines) caller.peer.chat.send({ id: line, text: line });
    await until(() => callee.chat.length === lines.length);
    expect(callee.chat).toEqual(lines);
  });
});

describe('codecs', () => {
  const knowing = (...cheap: string[]) => {
    const list = (kind: string) => RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
    return { audio: list('audio'), video: list('video'), cheap };
  };

  async function sentBy({ connection }: End): Promise<string | undefined> {
    const stats: RTCStats[] = [...(await connection.getStats()).values()];
    const stream = stats.find(
      (one): one is RTCOutboundRtpStreamStats =>
        one.type === 'outbound-rtp' && 'kind' in one && one.kind === 'video',
    );
    const codec = stats.find(({ id }) => id === stream?.codecId);
    return codec && 'mimeType' in codec ? String(codec.mimeType) : undefined;
  }

  test.for([
    { callers: ['VP9'], callees: ['VP9'], sent: 'video/VP9' },
    { callers: ['VP9'], callees: [], sent: 'video/VP8' },
    { callers: [], callees: ['AV1', 'VP9'], sent: 'video/VP8' },
  ])('cheap for the caller $callers, for the callee $callees: both send $sent', async (one) => {
    const pair = createPair({
      callers: knowing(...one.callers),
      callees: knowing(...one.callees),
    });
    closings.push(pair.close);
    const { caller, callee } = pair;
    const media = { microphone: microphoneTrack(), camera: cameraTrack() };
    for (const { peer } of [caller, callee]) peer.setMedia(media);
    await pair.flowUntil(() => caller.peer.chat.kind !== null && callee.peer.chat.kind !== null);
    for (const end of [caller, callee]) {
      await untilMore(end, 'video');
      await untilMore(end, 'audio');
      expect(await sentBy(end)).toBe(one.sent);
      // RFC 2198: each packet of sound carries the one before it too.
      expect(end.connection.localDescription?.sdp).toMatch(/m=audio \S+ \S+ 63 111\b/);
    }
    expect([...caller.faults, ...callee.faults]).toEqual([]);
  });
});

describe('with a client of the field', () => {
  async function flow(end: End, field: FieldClient, isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      for (const signal of end.sent.splice(0)) await field.handle(signal);
      for (const signal of field.sent.splice(0)) await end.peer.handle(signal);
      await tick();
    }
  }

  function meet(role: 'caller' | 'callee') {
    const end = createEnd(role);
    const field = createFieldClient();
    closings.push(
      () => end.peer.close(),
      () => field.connection.close(),
    );
    end.peer.setMedia({ microphone: microphoneTrack(), camera: cameraTrack() });
    return { end, field };
  }

  const isUp = ({ connection }: FieldClient) => connection.connectionState === 'connected';

  test('[N7] as the caller: media both ways and its own chat channel', async () => {
    const { end, field } = meet('callee');
    const stream = new MediaStream([microphoneTrack(), cameraTrack()]);
    for (const track of stream.getTracks()) field.connection.addTrack(track, stream);
    const chat = field.connection.createDataChannel('chat');
    await field.call();
    await flow(end, field, () => isUp(field) && end.peer.chat.kind !== null);
    for (const side of [end, field]) {
      await untilMore(side, 'video');
      await untilMore(side, 'audio');
    }
    chat.send('hello from the field');
    await until(() => end.chat.length > 0);
    expect(end.chat).toEqual(['hello from the field']);
    expect(offers(end)).toBe(0);
    expect(end.peer.snapshot.isSending).toBeNull();
  });

  test('[N7] as the callee: media both ways', async () => {
    const { end, field } = meet('caller');
    const stream = new MediaStream([microphoneTrack(), cameraTrack()]);
    for (const track of stream.getTracks()) field.connection.addTrack(track, stream);
    await flow(end, field, () => isUp(field));
    for (const side of [end, field]) {
      await untilMore(side, 'video');
      await untilMore(side, 'audio');
    }
    expect(end.faults).toEqual([]);
  });

  test('[N7] a caller that offers sound only is offered our picture afterwards', async () => {
    const { end, field } = meet('callee');
    field.connection.addTrack(microphoneTrack(), new MediaStream());
    await field.call();
    const kinds = () => field.connection.getReceivers().map(({ track }) => track.kind);
    await flow(end, field, () => isUp(field) && kinds().includes('video'));
    await flow(end, field, () => end.connection.signalingState === 'stable');
    await untilMore(field, 'video');
    expect(offers(end)).toBe(1);
  });
});
