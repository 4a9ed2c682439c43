import { describe, expect, test } from 'vitest';
import { serveBystanders } from '../support/bystanders.ts';
import { closeCodeOf, frame, upgrade } from '../support/raw-tcp.ts';

const parley = serveBystanders();
const url = () => parley().http ?? '';
const engine = (revision: number) => `/socket.io/?EIO=${revision}&transport=websocket`;

const FIN = 0x80;
const [CONTINUATION, TEXT, BINARY, CLOSE, PING] = [0x0, 0x1, 0x2, 0x8, 0x9];
const words = Buffer.from('40');

/** By RFC 6455 sections 5 and 7.4. */
const frames: readonly (readonly [string, number, Buffer])[] = [
  ['unmasked', 1002, frame({ head: FIN | TEXT, payload: words, isMasked: false })],
  ['with a reserved bit', 1002, frame({ head: FIN | 0x20 | TEXT, payload: words })],
  ['compressed, which was not agreed on', 1002, frame({ head: FIN | 0x40 | TEXT, payload: words })],
  ['of an unknown kind', 1002, frame({ head: FIN | 0x3, payload: words })],
  ['that continues nothing', 1002, frame({ head: FIN | CONTINUATION, payload: words })],
  [
    'that begins anew in between',
    1002,
    Buffer.concat([frame({ head: TEXT, payload: words }), frame({ head: FIN | TEXT })]),
  ],
  ['of control that is too long', 1002, frame({ head: FIN | PING, payload: Buffer.alloc(126) })],
  ['of control in pieces', 1002, frame({ head: PING })],
  ['that closes with half a code', 1002, frame({ head: FIN | CLOSE, payload: Buffer.alloc(1) })],
  [
    'that closes with a code that is none',
    1002,
    frame({ head: FIN | CLOSE, payload: Buffer.from([0x03, 0xed]) }),
  ],
  [
    'of text that is no UTF-8',
    1007,
    frame({ head: FIN | TEXT, payload: Buffer.from([0x34, 0xc3, 0x28]) }),
  ],
  ['of 2⁶³ bytes', 1009, frame({ head: FIN | TEXT, payload: words, length: 1n << 63n })],
  [
    'larger than may be',
    1009,
    frame({ head: FIN | TEXT, payload: Buffer.alloc(200_000, 'x'), length: 200_000n }),
  ],
];

describe.each([
  ['Engine.IO 3', engine(3)],
  ['Engine.IO 4', engine(4)],
  ['plain WebSocket', '/ws/plain'],
])('with %s, a frame', (_wire, path) => {
  test.each(frames)('%s ends the connection with %i', async (_what, code, bytes) => {
    const { socket, closed } = await upgrade(url(), path);
    socket.write(bytes);
    expect(closeCodeOf(await closed)).toBe(code);
  });

  test('in thousands of pieces ends the connection', async () => {
    const { socket, closed } = await upgrade(url(), path);
    const piece = frame({ head: CONTINUATION, payload: Buffer.from('x') });
    socket.write(frame({ head: TEXT, payload: Buffer.from('4') }));
    socket.write(Buffer.concat(Array.from({ length: 200_000 }, () => piece)));
    await closed;
  });

  test('of bytes where none were announced ends the connection', async () => {
    const { socket, closed } = await upgrade(url(), path);
    socket.write(frame({ head: FIN | TEXT, payload: words }));
    socket.write(frame({ head: FIN | BINARY, payload: Buffer.from([4, 1, 2, 3]) }));
    await closed;
  });
});

test.each([
  ['Engine.IO', engine(4)],
  ['plain WebSocket', '/ws/plain'],
])('with %s, pings whose pongs nobody reads end the connection', async (_wire, path) => {
  const { socket, closed } = await upgrade(url(), path);
  socket.pause();
  const pings = Buffer.concat(
    Array.from({ length: 500 }, () => frame({ head: FIN | PING, payload: Buffer.alloc(125) })),
  );
  const timer = setInterval(() => {
    for (let count = 0; count < 20 && socket.writableLength < 1_000_000; count += 1) {
      socket.write(pings);
    }
  });
  // Whoever does not read is not told either: writing fails.
  await new Promise((failed) => socket.once('error', failed));
  clearInterval(timer);
  socket.destroy();
  await closed;
});
