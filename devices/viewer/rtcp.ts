/** Reports and wishes of one who receives (RFC 3550 section 6.4, RFC 3611, RFC 4585). */

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const PACKETS_WANTED = 205;
const PICTURE_WANTED = 206;
const EXTENDED_REPORT = 207;
/** Blocks of an extended report: when it was written, and what the other side says of that. */
const REFERENCE_TIME = 4;
const SINCE_REFERENCE = 5;
/** Seconds from 1900, where the clock of RTCP begins, to 1970. */
const SINCE_1900_S = 2_208_988_800;
const MIDDLE_UNITS = 65_536;

/** Which moment of the sender's clock a timestamp is. */
export interface SenderReport {
  readonly ssrc: number;
  /** In seconds since 1900. */
  readonly seconds: number;
  /** As in the report: where within a day and a bit, in 65,536ths of a second. */
  readonly middle: number;
  readonly timestamp: number;
}

export interface Heard {
  readonly reports: readonly SenderReport[];
  /** What an earlier reference time of this side took to come back. */
  readonly roundTripMs: number | null;
}

/** Of several packets in one, as they usually come. */
export function readRtcp(bytes: Buffer, nowMs: number): Heard {
  const reports: SenderReport[] = [];
  let roundTripMs: number | null = null;
  for (const packet of packetsOf(bytes)) {
    const type = packet[1];
    if (type === SENDER_REPORT && packet.length >= 28) reports.push(readSenderReport(packet));
    if (type === EXTENDED_REPORT) roundTripMs = readRoundTrip(packet, nowMs) ?? roundTripMs;
  }
  return { reports, roundTripMs };
}

function packetsOf(bytes: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = 4 * (bytes.readUInt16BE(at + 2) + 1);
    packets.push(bytes.subarray(at, at + length));
    at += length;
  }
  return packets;
}

function readSenderReport(packet: Buffer): SenderReport {
  return {
    ssrc: packet.readUInt32BE(4),
    seconds: packet.readUInt32BE(8) + packet.readUInt32BE(12) / 2 ** 32,
    middle: packet.readUInt32BE(10),
    timestamp: packet.readUInt32BE(16),
  };
}

/** RFC 3611, section 4.5: what has passed since then, without what the other side kept it. */
function readRoundTrip(packet: Buffer, nowMs: number): number | null {
  for (let at = 8; at + 4 <= packet.length; ) {
    const length = 4 * (packet.readUInt16BE(at + 2) + 1);
    if (packet[at] === SINCE_REFERENCE && length >= 16 && at + 16 <= packet.length) {
      const passed = middleOf(nowMs) - packet.readUInt32BE(at + 8) - packet.readUInt32BE(at + 12);
      // Where the halves of the clock are less exact than the way is short it may come out below nothing.
      return (Math.max(0, passed | 0) / MIDDLE_UNITS) * 1000;
    }
    at += length;
  }
  return null;
}

/** What one who receives says of what it got. */
export interface ReceiverReport {
  readonly own: number;
  readonly ssrc: number;
  /** Of the last interval, in 256ths. */
  readonly fractionLost: number;
  readonly lost: number;
  readonly highest: number;
  readonly jitter: number;
  readonly lastReport: { readonly middle: number; readonly atMs: number } | null;
  readonly nowMs: number;
}

/** With its own time, which senders of our family and browsers answer: that is the round trip. */
export function writeReceiverReport(report: ReceiverReport): Buffer {
  const { own, ssrc, nowMs, lastReport } = report;
  const packet = start(RECEIVER_REPORT, 32, { count: 1, own });
  packet.writeUInt32BE(ssrc, 8);
  packet.writeUInt32BE(((report.fractionLost << 24) | (report.lost & 0xffffff)) >>> 0, 12);
  packet.writeUInt32BE(report.highest % 2 ** 32, 16);
  packet.writeUInt32BE(report.jitter, 20);
  packet.writeUInt32BE(lastReport?.middle ?? 0, 24);
  const sinceMs = lastReport ? nowMs - lastReport.atMs : 0;
  packet.writeUInt32BE(Math.round((sinceMs / 1000) * MIDDLE_UNITS), 28);
  return Buffer.concat([packet, writeReferenceTime(own, nowMs)]);
}

function writeReferenceTime(own: number, nowMs: number): Buffer {
  const packet = start(EXTENDED_REPORT, 20, { count: 0, own });
  packet[8] = REFERENCE_TIME;
  packet.writeUInt16BE(2, 10);
  writeClock(packet, nowMs / 1000 + SINCE_1900_S, 12);
  return packet;
}

/** PLI: from here on nothing can be shown without a whole picture. */
export function writePictureWish(own: number, ssrc: number): Buffer {
  const packet = start(PICTURE_WANTED, 12, { count: 1, own });
  packet.writeUInt32BE(ssrc, 8);
  return packet;
}

/** NACK: these are missing. */
export function writePacketWish(own: number, ssrc: number, sequences: readonly number[]): Buffer {
  const packet = start(PACKETS_WANTED, 12 + 4 * sequences.length, { count: 1, own });
  packet.writeUInt32BE(ssrc, 8);
  sequences.forEach((sequence, index) => {
    packet.writeUInt16BE(sequence & 0xffff, 12 + 4 * index);
  });
  return packet;
}

/** For whoever plays it: which moment a timestamp is. */
export function writeSenderReport(ssrc: number, seconds: number, timestamp: number): Buffer {
  const packet = start(SENDER_REPORT, 28, { count: 0, own: ssrc });
  writeClock(packet, seconds, 8);
  packet.writeUInt32BE(timestamp >>> 0, 16);
  return packet;
}

interface Start {
  readonly count: number;
  readonly own: number;
}

function start(type: number, bytes: number, { count, own }: Start): Buffer {
  const packet = Buffer.alloc(bytes);
  packet[0] = 0x80 | count;
  packet[1] = type;
  packet.writeUInt16BE(bytes / 4 - 1, 2);
  packet.writeUInt32BE(own, 4);
  return packet;
}

function writeClock(packet: Buffer, seconds: number, at: number): void {
  const whole = Math.floor(seconds);
  packet.writeUInt32BE(whole >>> 0, at);
  packet.writeUInt32BE(Math.floor((seconds - whole) * 2 ** 32) >>> 0, at + 4);
}

function middleOf(nowMs: number): number {
  return Math.floor(((nowMs / 1000 + SINCE_1900_S) % MIDDLE_UNITS) * MIDDLE_UNITS);
}
