import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { SetupError } from './config/setup-error.ts';
import { ipv6Bytes } from './ipv6.ts';
import { noSuchHost } from './listeners.ts';

// RFC 8489, sections 5, 14 and 18.
export const HEADER_BYTES = 20;
export const BINDING_REQUEST = 0x0001;
export const BINDING_SUCCESS = 0x0101;
export const MAGIC_COOKIE = 0x2112a442;
export const XOR_MAPPED_ADDRESS = 0x0020;
const MAX_REQUEST_BYTES = 548;

export interface StunResponder {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Tells whoever asks from where they were heard: what most people need to connect directly. It answers binding
 * requests alone, never with more bytes than three times those asked with, and keeps nothing.
 */
export async function listenStun(
  host: string | null,
  port: number,
  onFault: (error: Error) => void,
): Promise<StunResponder> {
  const socket = await open(host, port);
  socket.on('message', (request, { address, port: from }) => {
    const answer = answerTo(request, address, from);
    if (answer) socket.send(answer, from, address, () => {});
  });
  socket.on('error', onFault);
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** On all addresses of both families, where the machine has both. */
async function open(host: string | null, port: number): Promise<Socket> {
  const families = host === null ? (['udp6', 'udp4'] as const) : [familyOf(host)];
  let fault: NodeJS.ErrnoException = new Error('there is no address to listen on');
  for (const family of families) {
    try {
      return await bind(createSocket(family), host, port);
    } catch (error) {
      fault = error as NodeJS.ErrnoException;
      if (fault.code !== 'EAFNOSUPPORT') break;
    }
  }
  const isHost = fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND';
  if (isHost) throw new SetupError(noSuchHost(host));
  throw new SetupError(
    `UDP port ${port} can't be used for STUN (${fault.code}); set STUN_PORT to another, or to off.`,
  );
}

function familyOf(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4';
}

function bind(socket: Socket, host: string | null, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ port, ...(host !== null && { address: host }) }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** Null for whatever is no binding request: silence, so that nothing is reflected. */
export function answerTo(request: Buffer, address: string, port: number): Buffer | null {
  if (request.length < HEADER_BYTES || request.length > MAX_REQUEST_BYTES) return null;
  const isWhole = request.readUInt16BE(2) === request.length - HEADER_BYTES;
  const isBinding = request.readUInt16BE(0) === BINDING_REQUEST;
  if (!isWhole || !isBinding || request.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  const transaction = request.subarray(4, HEADER_BYTES);
  const attribute = mappedAddress(address.replace(/^::ffff:/, ''), port, transaction);
  const header = Buffer.alloc(4);
  header.writeUInt16BE(BINDING_SUCCESS, 0);
  header.writeUInt16BE(attribute.length, 2);
  return Buffer.concat([header, transaction, attribute]);
}

function mappedAddress(address: string, port: number, transaction: Buffer): Buffer {
  const bytes = isIPv6(address) ? ipv6Bytes(address) : Buffer.from(address.split('.').map(Number));
  const head = Buffer.alloc(8);
  head.writeUInt16BE(XOR_MAPPED_ADDRESS, 0);
  head.writeUInt16BE(4 + bytes.length, 2);
  head.writeUInt8(bytes.length === 4 ? 1 : 2, 5);
  head.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 6);
  // Hidden from routers that rewrite addresses wherever they see them.
  return Buffer.concat([head, bytes.map((byte, index) => byte ^ (transaction[index] ?? 0))]);
}
