import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';

/** Where media waits for the program that was told of it. */
export interface Showing {
  /** Like `rtsp://127.0.0.1:40123/…`: only whoever is told finds it. */
  readonly address: string;
  /** What comes before the program asks for it waits. */
  send(channel: number, bytes: Buffer): void;
  /** No more comes: the program reads what there is, and ends. */
  end(): void;
  /** Nobody is served any more. */
  close(): void;
}

interface Offered {
  readonly description: string;
  readonly waiting: Buffer[];
  socket: Socket | null;
  isEnded: boolean;
}

const MOST_HEADER_CHARS = 16_384;
const INTERLEAVED = 0x24;
/** Of a player that stands still. */
const MOST_UNREAD_BYTES = 128 * 1024 * 1024;

/**
 * A door on this machine at which ffmpeg gets RTP by RTSP (RFC 2326, section 10.12: within the connection). Unlike by UDP nothing
 * is lost on the way, nothing comes too early, and the end is the end of the connection.
 */
export class RtspDoor {
  readonly #server: Server;
  readonly #offered = new Map<string, Offered>();
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#serve(socket));
  }

  static open(): Promise<RtspDoor> {
    const server = createServer();
    return new Promise((open, fail) => {
      server.once('error', fail);
      server.listen(0, '127.0.0.1', () => open(new RtspDoor(server)));
    });
  }

  offer(description: string): Showing {
    const key = randomBytes(16).toString('hex');
    const offered: Offered = { description, waiting: [], socket: null, isEnded: false };
    this.#offered.set(key, offered);
    return {
      address: `rtsp://127.0.0.1:${this.#port}/${key}`,
      send: (channel, bytes) => send(offered, frame(channel, bytes)),
      end: () => {
        offered.isEnded = true;
        offered.socket?.end();
      },
      close: () => this.#offered.delete(key),
    };
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  get #port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  #serve(socket: Socket): void {
    let rest = Buffer.alloc(0);
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      rest = this.#answerAll(socket, Buffer.concat([rest, bytes]));
      if (rest.length > MOST_HEADER_CHARS) socket.destroy();
    });
  }

  /** What is not whole yet is left. */
  #answerAll(socket: Socket, bytes: Buffer): Buffer<ArrayBuffer> {
    let rest = Buffer.from(bytes);
    for (;;) {
      const length = rest[0] === INTERLEAVED ? lengthOfFrame(rest) : lengthOfRequest(rest);
      if (length === null || rest.length < length) return rest;
      if (rest[0] !== INTERLEAVED) this.#answer(socket, rest.toString('latin1', 0, length));
      rest = rest.subarray(length);
    }
  }

  #answer(socket: Socket, request: string): void {
    const [, method = '', key = ''] = /^(\w+) rtsp:\/\/[^/ ]+\/(\w*)/.exec(request) ?? [];
    const offered = this.#offered.get(key);
    const say = (status: string, headers: readonly string[] = [], body = '') =>
      socket.write(
        [`RTSP/1.0 ${status}`, `CSeq: ${header(request, 'CSeq')}`, ...headers, '', body].join(
          '\r\n',
        ),
      );
    if (!offered) say('404 Not Found');
    else if (method === 'OPTIONS') say('200 OK', ['Public: DESCRIBE, SETUP, PLAY, TEARDOWN']);
    else if (method === 'DESCRIBE') say('200 OK', describing(offered), offered.description);
    else if (method === 'SETUP') say('200 OK', settingUp(request, key));
    else if (method === 'PLAY') {
      say('200 OK', [`Session: ${key}`]);
      play(offered, socket);
    } else say('200 OK', [`Session: ${key}`]);
  }
}

function describing({ description }: Offered): string[] {
  return ['Content-Type: application/sdp', `Content-Length: ${Buffer.byteLength(description)}`];
}

function settingUp(request: string, key: string): string[] {
  return [`Transport: ${header(request, 'Transport')}`, `Session: ${key}`];
}

function play(offered: Offered, socket: Socket): void {
  offered.socket = socket;
  for (const bytes of offered.waiting.splice(0)) socket.write(bytes);
  if (offered.isEnded) socket.end();
}

function send(offered: Offered, bytes: Buffer): void {
  const { socket, waiting, isEnded } = offered;
  if (isEnded) return;
  if (!socket) waiting.push(bytes);
  else if (socket.writableLength < MOST_UNREAD_BYTES) socket.write(bytes);
  else {
    offered.isEnded = true;
    socket.destroy();
  }
}

function frame(channel: number, bytes: Buffer): Buffer {
  const head = Buffer.from([INTERLEAVED, channel, 0, 0]);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

function lengthOfFrame(bytes: Buffer): number | null {
  return bytes.length < 4 ? null : 4 + bytes.readUInt16BE(2);
}

function lengthOfRequest(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n');
  return end === -1 ? null : end + 4;
}

function header(request: string, name: string): string {
  return new RegExp(`^${name}: *(.*?)\\r$`, 'im').exec(request)?.[1] ?? '';
}
