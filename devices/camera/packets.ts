import { beginsKeyFrame, namesParameters } from '../key-frames.ts';
import { parseRtp } from '../rtp.ts';

/** The codecs that are passed on. */
export type RtpCodec = 'h264' | 'vp8' | 'opus';

/** As descriptions name them. */
export const codecNames = { h264: 'H264', vp8: 'VP8', opus: 'OPUS' } as const;

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

/** Whether a whole picture begins with it, for which no earlier one is needed: for H.264 its parameters, which come first. */
export function beginsWholePicture(codec: RtpCodec, bytes: Buffer): boolean {
  const payload = parseRtp(bytes)?.payload;
  if (!payload) return false;
  if (codec === 'h264') return namesParameters(payload);
  return codec === 'vp8' && beginsKeyFrame('VP8', payload);
}
