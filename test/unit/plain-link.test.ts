import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlainLink, type PlainSocket } from '../../client/call/plain-link.ts';

interface Opened extends PlainSocket {
  readonly address: string;
  readonly sent: string[];
  isClosed: boolean;
}

function setUp() {
  const sockets: Opened[] = [];
  const open = (address: string): Opened => {
    const socket: Opened = {
      address,
      sent: [],
      isClosed: false,
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => socket.sent.push(text),
      close: () => {
        socket.isClosed = true;
      },
    };
    sockets.push(socket);
    return socket;
  };
  const link = createPlainLink({ url: 'https://calls.example.org', path: '/calls/ws/plain', open });
  return { link, sockets };
}

/** As the platform does. */
const call = (handler: PlainSocket['onopen'], event: object = {}): void =>
  handler?.(event as never);

describe('the link over the plain WebSocket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('gives up a connection that does not come about, and tries another', () => {
    const { sockets } = setUp();
    expect(sockets.map(({ address }) => address)).toEqual([
      'wss://calls.example.org/calls/ws/plain',
    ]);
    vi.advanceTimersByTime(3_999);
    expect(sockets[0]?.isClosed).toBe(false);
    vi.advanceTimersByTime(2_001);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test('finds out that nothing comes back any more, and makes a new one', () => {
    const { link, sockets } = setUp();
    const ups: boolean[] = [];
    link.onUp((isUp) => ups.push(isUp));
    call(sockets[0]?.onopen ?? null);
    const alive = (ack: number) => JSON.stringify({ event: 'alive', args: [], ack });
    expect(sockets[0]?.sent).toEqual([alive(0)]);
    call(sockets[0]?.onmessage ?? null, { data: '{"ack":0,"args":[{"ok":true}]}' });
    vi.advanceTimersByTime(10_000);
    expect(sockets[0]?.sent).toEqual([alive(0), alive(1)]);
    vi.advanceTimersByTime(7_999);
    expect(ups).toEqual([true]);
    vi.advanceTimersByTime(5);
    expect(ups).toEqual([true, false]);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test('hears nothing that is no frame', () => {
    const { link, sockets } = setUp();
    const came: unknown[] = [];
    link.onNotice((notice) => came.push(notice));
    link.onOther((...other) => came.push(other));
    const nonsense = ['', '{', 'null', '[]', '{"event":1,"args":[]}', '{"event":"bye"}'];
    for (const data of nonsense) call(sockets[0]?.onmessage ?? null, { data });
    call(sockets[0]?.onmessage ?? null, { data: '{"event":"locked","args":["kitchen",true]}' });
    expect(came).toEqual([['locked', ['kitchen', true]]]);
  });
});
