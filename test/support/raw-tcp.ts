import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A connection in bytes: for what no library would send. */
export interface RawTcp {
  readonly socket: Socket;
  /** All that came until now. */
  readonly received: () => Buffer;
  /** Resolves with all that came when the other side has ended the connection. */
  readonly closed: Promise<Buffer>;
  until(isEnough: (received: Buffer) => boolean): Promise<Buffer>;
}

export function dial(url: string): RawTcp {
  const parts: Buffer[] = [];
  const socket = connect(Number(new URL(url).port), 'localhost');
  const received = () => Buffer.concat(parts);
  const closed = new Promise<Buffer>((resolve) => {
    socket.once('close', () => resolve(received()));
  });
  // A reset is an end as well.
  socket.on('error', () => {});
  socket.on('data', (part) => parts.push(part));
  return {
    socket,
    received,
    closed,
    until: (isEnough) =>
      new Promise((resolve, reject) => {
        const look = () => isEnough(received()) && resolve(received());
        socket.on('data', look);
        socket.once('close', () => reject(new Error(`ended after: ${received()}`)));
        look();
      }),
  };
}

/** The status of the answer to a request that is written as it is, the connection ended after it. */
export async function statusOf(url: string, request: string): Promise<number> {
  const { socket, until } = dial(url);
  socket.write(request);
  const answer = await until((received) => received.includes('\r\n'));
  socket.destroy();
  return Number(String(answer).split(' ')[1]);
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A WebSocket, as far as its handshake goes (RFC 6455 section 4). */
export async function upgrade(url: string, path: string): Promise<RawTcp> {
  const raw = dial(url);
  const key = randomBytes(16).toString('base64');
  raw.socket.write(
    [
      `GET ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
      '\r\n',
    ].join('\r\n'),
  );
  const head = await raw.until((received) => received.includes('\r\n\r\n'));
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  if (!head.includes(accept)) throw new Error(`no WebSocket: ${head}`);
  return raw;
}

interface Frame {
  /** The first byte: FIN, three reserved bits, and the opcode. */
  readonly head: number;
  readonly payload?: Buffer;
  readonly isMasked?: boolean;
  /** Written in place of the true one, in 64 bits. */
  readonly length?: bigint;
}

/** A frame as RFC 6455 section 5.2 draws it, or as it must not be. */
export function frame({ head, payload = Buffer.alloc(0), isMasked = true, length }: Frame): Buffer {
  const mask = isMasked ? 0x80 : 0;
  const size = Buffer.alloc(length === undefined && payload.length < 126 ? 1 : 9);
  size[0] = mask | (size.length === 1 ? payload.length : 127);
  if (size.length === 9) size.writeBigUInt64BE(length ?? BigInt(payload.length), 1);
  // A mask of zeros leaves the payload as it is.
  const key = Buffer.alloc(isMasked ? 4 : 0);
  return Buffer.concat([Buffer.from([head]), size, key, payload]);
}

/** The code of the close frame that ends what came; null where there is none. */
export function closeCodeOf(received: Buffer): number | null {
  const at = received.lastIndexOf(0x88);
  return at === -1 || received.length < at + 4 ? null : received.readUInt16BE(at + 2);
}
