import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  BINDING_REQUEST,
  BINDING_SUCCESS,
  HEADER_BYTES,
  MAGIC_COOKIE,
  XOR_MAPPED_ADDRESS,
} from '../../stun.ts';

// RFC 8489, sections 5 and 14; RFC 8656, section 18.
const TRANSACTION_BYTES = 12;
const INTEGRITY_BYTES = 20;

export const types = {
  binding: BINDING_REQUEST,
  bindingSuccess: BINDING_SUCCESS,
  allocate: 0x0003,
  allocateSuccess: 0x0103,
  allocateError: 0x0113,
  refresh: 0x0004,
} as const;

export const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  xorMappedAddress: XOR_MAPPED_ADDRESS,
} as const;

type Attribute = readonly [type: number, value: Buffer | string];

export interface Message {
  readonly type: number;
  /** In hexadecimal. */
  readonly transaction: string;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** With a key it is signed. */
export function encode(
  type: number,
  list: readonly Attribute[],
  key: Buffer | null = null,
): Buffer {
  const body = Buffer.concat(list.map(encodeAttribute));
  const header = Buffer.alloc(HEADER_BYTES - TRANSACTION_BYTES);
  header.writeUInt16BE(type, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  // What is signed has the length that the message has in the end.
  header.writeUInt16BE(body.length + (key ? 4 + INTEGRITY_BYTES : 0), 2);
  const message = Buffer.concat([header, randomBytes(TRANSACTION_BYTES), body]);
  if (!key) return message;
  const signature = createHmac('sha1', key).update(message).digest();
  return Buffer.concat([message, encodeAttribute([attributes.messageIntegrity, signature])]);
}

function encodeAttribute([type, value]: Attribute): Buffer {
  const bytes = Buffer.from(value);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes, Buffer.alloc(padding(bytes.length))]);
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

/** How long the message is that begins so; null while that can't be told. */
export function lengthOf(bytes: Buffer): number | null {
  return bytes.length < HEADER_BYTES ? null : HEADER_BYTES + bytes.readUInt16BE(2);
}

/** Null for what is no message of this kind. */
export function decode(bytes: Buffer): Message | null {
  if (lengthOf(bytes) !== bytes.length || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  return {
    type: bytes.readUInt16BE(0),
    transaction: transactionOf(bytes),
    attributes: decodeAttributes(bytes),
  };
}

export function transactionOf(bytes: Buffer): string {
  return bytes.toString('hex', HEADER_BYTES - TRANSACTION_BYTES, HEADER_BYTES);
}

function decodeAttributes(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  let at = HEADER_BYTES;
  while (at + 4 <= bytes.length) {
    const [type, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)];
    found.set(type, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + padding(length);
  }
  return found;
}

/** The long-term credential of RFC 8489, section 9.2.2. */
export function keyOf(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest();
}

/** What an answer says of why not: 401, say. Null where it says nothing. */
export function errorOf({ attributes: found }: Message): number | null {
  const value = found.get(attributes.errorCode);
  if (!value || value.length < 4) return null;
  return (value.readUInt8(2) & 0x07) * 100 + value.readUInt8(3);
}
