import { parseRoomId, type RoomId } from '../../protocol/ids.ts';

/** Crockford's base 32: no i, l, o or u, so that a name can be read aloud. */
const SYMBOLS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;
const GROUP_SYMBOLS = 4;
const MAX_CHARS = 64;
/** After `~`, 63 characters of base64 carry 47 bytes. */
const MAX_ENCODED_BYTES = 47;

/** Latin letters that don't come apart into a base letter and a mark. */
const PLAIN_LATIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};

/** 20 symbols of 5 bits: 100 bits. `random` fills the bytes that it is given, as `crypto.getRandomValues` does. */
export function newRoomName(random: (bytes: Uint8Array<ArrayBuffer>) => void): RoomId {
  const bytes = new Uint8Array(GROUPS * GROUP_SYMBOLS);
  random(bytes);
  const symbols = Array.from(bytes, (byte) => SYMBOLS.charAt(byte & 31)).join('');
  const name = parseRoomId(symbols.match(/.{4}/g)?.join('-'));
  if (name === null) throw new Error('a new room name is not a valid one');
  return name;
}

/**
 * The room that a person means who types this, or null when nothing usable is in it. Case, accents and the kind
 * of separator make no difference. Text with letters of other scripts is carried whole, encoded.
 */
export function roomNameFrom(text: string): RoomId | null {
  const typed = text.trim();
  if (typed.startsWith('~') && decode(typed) !== null) return asRoom(typed);
  const spoken = typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
  const plain = toPlainLatin(spoken);
  return asRoom(hasOtherScript(plain) ? encode(spoken) : toSlug(plain));
}

/** The room named in a path, exactly as it stands there when it can be one. */
export function roomInPath(segment: string): RoomId | null {
  return asRoom(segment) ?? roomNameFrom(decodeSegment(segment));
}

/** The name as it is read: what was typed, where it was encoded. */
export function roomTitle(room: RoomId): string {
  return decode(room) ?? room;
}

/** Names of dots alone are steps in a path, and no address leads to them. */
function asRoom(name: string): RoomId | null {
  return /^\.+$/.test(name) ? null : parseRoomId(name);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function toPlainLatin(text: string): string {
  const bare = text.normalize('NFD').replace(/([a-z])\p{M}+/gu, '$1');
  return bare.replace(/[æœßþđðøłħı]/g, (letter) => PLAIN_LATIN[letter] ?? letter);
}

function hasOtherScript(text: string): boolean {
  return (
    /[^\p{ASCII}]/u.test(text) && /(?!\p{ASCII})[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)
  );
}

function toSlug(text: string): string {
  return text
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9._~]+/g, '-')
    .replace(/^[-~]+/, '')
    .slice(0, MAX_CHARS)
    .replace(/-+$/, '');
}

function encode(text: string): string {
  const bytes = new TextEncoder().encode(fitting(text));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `~${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** As many whole characters, as people count them, as can be carried. */
function fitting(text: string): string {
  const encoder = new TextEncoder();
  let fitted = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (encoder.encode(fitted + segment).length > MAX_ENCODED_BYTES) break;
    fitted += segment;
  }
  return fitted.trimEnd();
}

function decode(name: string): string | null {
  if (!/^~[A-Za-z0-9_-]{2,}$/.test(name)) return null;
  try {
    const base64 = name.slice(1).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{C}/u.test(text.replaceAll('\u200d', '')) ? null : text;
  } catch {
    return null;
  }
}
