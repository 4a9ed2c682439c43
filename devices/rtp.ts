const HEADER_BYTES = 12;
const VERSION = 0x80;

/** One packet of media (RFC 3550, section 5.1), without what stands around its payload. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** Of a picture, that it ends here. */
  readonly isMarked: boolean;
  readonly payload: Buffer;
}

/** RFC 5761, section 4: reports come the same way as media. */
export function isRtcp(bytes: Buffer): boolean {
  const type = bytes[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** Null for what is no packet. */
export function parseRtp(bytes: Buffer): RtpPacket | null {
  const [first = 0, second = 0] = bytes;
  const start = startOfPayload(bytes);
  if (first >> 6 !== 2 || start > bytes.length) return null;
  const padding = (first & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0);
  return {
    payloadType: second & 0x7f,
    isMarked: (second & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, Math.max(start, bytes.length - padding)),
  };
}

function startOfPayload(bytes: Buffer): number {
  const first = bytes[0] ?? 0;
  const start = HEADER_BYTES + 4 * (first & 0x0f);
  if ((first & 0x10) === 0) return start;
  const words = start + 4 <= bytes.length ? bytes.readUInt16BE(start + 2) : 0;
  return start + 4 + 4 * words;
}

export function writeRtp(packet: RtpPacket): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = VERSION;
  header[1] = packet.payloadType | (packet.isMarked ? 0x80 : 0);
  header.writeUInt16BE(packet.sequence & 0xffff, 2);
  header.writeUInt32BE(packet.timestamp >>> 0, 4);
  header.writeUInt32BE(packet.ssrc, 8);
  return Buffer.concat([header, packet.payload]);
}
