import type { Codec } from './codecs.ts';

/** Whether a picture begins with it for which no earlier one is needed. */
export function beginsKeyFrame(codec: Codec, payload: Buffer): boolean {
  switch (codec) {
    case 'H264':
      return typesIn(payload).some(isKeyNal);
    case 'VP8':
      return isKeyOfVp8(payload);
    case 'VP9':
      return isKeyOfVp9(payload);
    case 'OPUS':
      return true;
  }
}

const NAL_KEY = 5;
const NAL_PARAMETERS = 7;
const NAL_SEVERAL = 24;
const NAL_PIECE = 28;

/** RFC 6184: the parameters of the sequence, which encoders put before each key slice. */
export function namesParameters(payload: Buffer): boolean {
  return typesIn(payload).includes(NAL_PARAMETERS);
}

/** What begins with it: alone, one of several, or the first piece of one. */
function typesIn(payload: Buffer): number[] {
  const [first = 0, second = 0] = payload;
  const type = first & 0x1f;
  if (type === NAL_SEVERAL) return typesOfSeveral(payload);
  if (type === NAL_PIECE) return (second & 0x80) === 0 ? [] : [second & 0x1f];
  return [type];
}

function typesOfSeveral(payload: Buffer): number[] {
  const types: number[] = [];
  for (let at = 1; at + 3 <= payload.length; at += 2 + payload.readUInt16BE(at)) {
    types.push((payload[at + 2] ?? 0) & 0x1f);
  }
  return types;
}

function isKeyNal(type: number): boolean {
  return type === NAL_KEY || type === NAL_PARAMETERS;
}

/** RFC 7741, sections 4.2 and 4.3: the start of the first partition, whose header says so. */
function isKeyOfVp8(payload: Buffer): boolean {
  const [first = 0, flags = 0, id = 0] = payload;
  if ((first & 0x17) !== 0x10) return false;
  const isExtended = (first & 0x80) !== 0;
  const idBytes = (flags & 0x80) === 0 ? 0 : (id & 0x80) === 0 ? 1 : 2;
  const layerBytes = (flags & 0x40 ? 1 : 0) + (flags & 0x30 ? 1 : 0);
  const header = payload[isExtended ? 2 + idBytes + layerBytes : 1] ?? 1;
  return (header & 0x01) === 0;
}

/** RFC 9628, section 4.2: not predicted from another, and the beginning of a frame. */
function isKeyOfVp9(payload: Buffer): boolean {
  const first = payload[0] ?? 0;
  return (first & 0x48) === 0x08;
}
