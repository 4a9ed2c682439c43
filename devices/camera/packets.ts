/** The codecs that are passed on. */
export type RtpCodec = 'h264' | 'vp8' | 'opus';

const FIXED_BYTES = 12;

/** RFC 5761, section 4: both come on one port. */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** A sender report (RFC 3550, section 6.4.1): which moment a timestamp is. */
export function isSenderReport(packet: Buffer): boolean {
  return packet[1] === 200 && packet.length >= 28;
}

export function sequenceOf(packet: Buffer): number {
  return packet.readUInt16BE(2);
}

export function timestampOf(packet: Buffer): number {
  return packet.readUInt32BE(4);
}

/** In place. Both begin anew with 0 after their last. */
export function renumber(packet: Buffer, sequence: number, timestamp: number): void {
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
}

/** In place, the timestamp of a sender report. */
export function shiftReport(report: Buffer, by: number): void {
  report.writeUInt32BE((report.readUInt32BE(16) + by) >>> 0, 16);
}

/** The same packet for a viewer whose description has another number for the codec. */
export function withPayloadType(packet: Buffer, payloadType: number): Buffer {
  const own = (packet[1] ?? 0) & 0x7f;
  if (own === payloadType) return packet;
  const copy = Buffer.from(packet);
  copy[1] = ((packet[1] ?? 0) & 0x80) | payloadType;
  return copy;
}

/** Whether a whole picture begins with it, for which no earlier one is needed. */
export function beginsWholePicture(codec: RtpCodec, packet: Buffer): boolean {
  const payload = payloadOf(packet);
  if (codec === 'h264') return beginsWithParameters(payload);
  return codec === 'vp8' && beginsKeyFrame(payload);
}

function payloadOf(packet: Buffer): Buffer {
  const first = packet[0] ?? 0;
  const start = FIXED_BYTES + 4 * (first & 0x0f);
  const hasExtension = (first & 0x10) !== 0;
  const words = hasExtension && packet.length >= start + 4 ? 1 + packet.readUInt16BE(start + 2) : 0;
  return packet.subarray(start + 4 * words);
}

const NAL_PARAMETERS = 7;
const NAL_SEVERAL = 24;

/** RFC 6184: the parameters of the sequence (7) come before each whole picture, alone or first of several (24). */
function beginsWithParameters(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type === NAL_SEVERAL) return ((payload[3] ?? 0) & 0x1f) === NAL_PARAMETERS;
  return type === NAL_PARAMETERS;
}

/** RFC 7741, sections 4.2 and 4.3: the start of the first partition, whose header says that it is a key frame. */
function beginsKeyFrame(payload: Buffer): boolean {
  const first = payload[0] ?? 0;
  const isStart = (first & 0x10) !== 0 && (first & 0x0f) === 0;
  return isStart && ((payload[descriptorBytes(payload)] ?? 1) & 0x01) === 0;
}

function descriptorBytes(payload: Buffer): number {
  const isExtended = ((payload[0] ?? 0) & 0x80) !== 0;
  if (!isExtended) return 1;
  const flags = payload[1] ?? 0;
  const picture = (flags & 0x80) === 0 ? 0 : ((payload[2] ?? 0) & 0x80) === 0 ? 1 : 2;
  const others = ((flags & 0x40) === 0 ? 0 : 1) + ((flags & 0x30) === 0 ? 0 : 1);
  return 2 + picture + others;
}
