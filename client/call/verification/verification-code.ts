/**
 * What both sides compute to learn whether somebody sits between them; VERIFICATION.md says why it is built so.
 * Everything that is hashed has a fixed length and its own heading, so that nothing can be read in two ways.
 */

/** SHA-256 of a certificate, as SDP writes it (RFC 8122): 32 pairs of hexadecimal digits in upper case, with colons. */
export type Fingerprint = string & { readonly __brand: 'Fingerprint' };

/** The two ends of a connection, as one side sees them, in the order that both sides know. */
export interface Ends {
  readonly caller: Fingerprint;
  readonly callee: Fingerprint;
}

export interface Nonces {
  readonly caller: Uint8Array;
  readonly callee: Uint8Array;
}

/** Either part alone is enough to compare. */
export interface Code {
  /** Seven numbers from 0 to 63, each a place in verification-emoji.ts: 42 bits. */
  readonly emoji: readonly number[];
  /** Twelve digits, from other bits than the emoji: 39.9 bits. */
  readonly digits: string;
}

const EMOJI = 7;
const EMOJI_CHOICES = 64;
/** 64 bits divided by so many: each text of digits is as likely as any other, to one part in 18 million. */
const DIGIT_CHOICES = 10n ** 12n;
const DIGITS = 12;
const DIGITS_AT_BYTE = 8;
const NONCE_BYTES = 32;

export function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}

/** What the caller says before it knows the other nonce: it binds its own nonce, and both certificates as it sees them. */
export async function commitmentTo(nonce: Uint8Array, ends: Ends): Promise<string> {
  return toHex(await sha256('Parley verification 1: commitment', ends, nonce));
}

export async function codeOf(ends: Ends, nonces: Nonces): Promise<Code> {
  const bytes = await sha256('Parley verification 1: code', ends, nonces.caller, nonces.callee);
  const number = new DataView(bytes.buffer).getBigUint64(DIGITS_AT_BYTE);
  return {
    // 64 divides 256: no emoji is likelier than another.
    emoji: Array.from(bytes.subarray(0, EMOJI), (byte) => byte % EMOJI_CHOICES),
    digits: String(number % DIGIT_CHOICES).padStart(DIGITS, '0'),
  };
}

export async function fingerprintOf(certificate: ArrayBuffer): Promise<Fingerprint> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  return hexPairs(bytes).join(':').toUpperCase() as Fingerprint;
}

export function toHex(bytes: Uint8Array): string {
  return hexPairs(bytes).join('');
}

/** Of what a `verify` message carries, whose shape is checked. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

async function sha256(
  heading: string,
  { caller, callee }: Ends,
  ...nonces: readonly Uint8Array[]
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = [
    new TextEncoder().encode(`${heading}\0`),
    bytesOf(caller),
    bytesOf(callee),
    ...nonces,
  ];
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

function bytesOf(fingerprint: Fingerprint): Uint8Array {
  return fromHex(fingerprint.replaceAll(':', ''));
}

function hexPairs(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}
