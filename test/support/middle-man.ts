import { createHash, randomBytes } from 'node:crypto';
import {
  type Code,
  commitmentTo,
  fromHex,
  type Nonces,
} from '../../client/call/verification/verification-code.ts';
import type { VerifyMessage } from '../../protocol/channel.ts';
import {
  createExchangeEnd,
  type ExchangeEnd,
  exchangeAll,
  fingerprint,
  keysOf,
} from './exchange-end.ts';

/**
 * Whoever ends the encryption on both legs, reads and writes all messages, and makes as many certificates as it likes
 * whenever it likes. It wins when both people read the same.
 */
export type Strategy = () => Promise<Outcome>;

/** Null for whoever was shown no code. */
export interface Outcome {
  readonly anna: Code | null;
  readonly minh: Code | null;
}

const [ANNA, MINH, TO_ANNA, TO_MINH, LAST_TO_ANNA] = [1, 2, 3, 4, 5];
/** Of one emoji there are 64: whoever may search finds one that fits, in 98 of 100 runs. */
const SEARCHED = 256;
/** Where the number of a certificate stands in its fingerprint: see `fingerprint`. */
const KEY_NUMBER_AT = 28;

/** Anna calls, as far as she knows; Minh is called. */
function victims(): { readonly anna: ExchangeEnd; readonly minh: ExchangeEnd } {
  return {
    anna: createExchangeEnd('caller', keysOf(ANNA, TO_ANNA)),
    minh: createExchangeEnd('callee', keysOf(MINH, TO_MINH)),
  };
}

const outcome = (anna: ExchangeEnd, minh: ExchangeEnd): Outcome => ({
  anna: anna.hasCode() ? anna.code() : null,
  minh: minh.hasCode() ? minh.code() : null,
});

/** Hands over whatever is said, and hopes. */
export const forward: Strategy = async () => {
  const { anna, minh } = victims();
  await anna.exchange.open();
  await exchangeAll(anna, minh);
  return outcome(anna, minh);
};

/** Follows the rules on both legs. */
export const playBothSides: Strategy = async () => {
  const { anna, minh } = victims();
  await agree(anna, createExchangeEnd('callee', keysOf(TO_ANNA, ANNA)));
  await agree(createExchangeEnd('caller', keysOf(TO_MINH, MINH)), minh);
  return outcome(anna, minh);
};

/** Tells both that they call. */
export const letBothCall: Strategy = async () => {
  const { anna } = victims();
  const minh = createExchangeEnd('caller', keysOf(MINH, TO_MINH));
  await agree(anna, createExchangeEnd('callee', keysOf(TO_ANNA, ANNA)));
  await agree(minh, createExchangeEnd('callee', keysOf(TO_MINH, MINH)));
  return outcome(anna, minh);
};

/** Knows Anna's code, and both nonces of the other leg, and searches for another one to reveal to Minh. */
export const revealAnother: Strategy = async () => {
  const { anna, minh } = victims();
  await agree(anna, createExchangeEnd('callee', keysOf(TO_ANNA, ANNA)));
  const callee = await commitTo(minh, randomBytes(32));
  const nonce = searchNonce(anna.code(), callee);
  await minh.exchange.handle(say('reveal', nonce));
  return outcome(anna, minh);
};

/** The same, and a certificate is searched: shown to Minh after he has said his nonce. */
export const showAnotherToCallee: Strategy = async () => {
  const { anna, minh } = victims();
  await agree(anna, createExchangeEnd('callee', keysOf(TO_ANNA, ANNA)));
  const nonce = randomBytes(32);
  const callee = await commitTo(minh, nonce);
  const chosen = searchCertificate(anna.code(), { caller: nonce, callee });
  await minh.use(keysOf(MINH, chosen));
  await minh.exchange.handle(say('reveal', nonce));
  if (minh.hasCode()) return outcome(anna, minh);
  // What is left is to begin again, with the certificate that would have fitted.
  await agree(createExchangeEnd('caller', keysOf(chosen, MINH)), minh);
  return outcome(anna, minh);
};

/** Knows Minh's code and Anna's commitment, and shows Anna another certificate before it says a nonce. */
export const showAnotherToCaller: Strategy = async () => {
  const { anna, minh } = victims();
  await agree(createExchangeEnd('caller', keysOf(TO_MINH, MINH)), minh);
  await anna.exchange.open();
  await anna.use(keysOf(ANNA, LAST_TO_ANNA));
  const commitment = anna.sent.splice(0).at(-1)?.value ?? '';
  const callee = searchByCommitment(minh.code(), commitment);
  await anna.exchange.handle(say('nonce', callee));
  return outcome(anna, minh);
};

/** What the same searches find where nothing was committed to: proof that they are searches. */
export const withoutCommitment = {
  nonce: (code: Code) => {
    const callee = randomBytes(32);
    return firstEmoji(bytesOf(TO_MINH), bytesOf(MINH), searchNonce(code, callee), callee);
  },
  certificate: (code: Code) => {
    const [caller, callee] = [randomBytes(32), randomBytes(32)];
    const chosen = searchCertificate(code, { caller, callee });
    return firstEmoji(bytesOf(chosen), bytesOf(MINH), caller, callee);
  },
};

async function agree(caller: ExchangeEnd, callee: ExchangeEnd): Promise<void> {
  await caller.exchange.open();
  await exchangeAll(caller, callee);
}

/** As a caller; brings the nonce of the callee. */
async function commitTo(minh: ExchangeEnd, nonce: Uint8Array): Promise<Uint8Array> {
  const ends = { caller: fingerprint(TO_MINH), callee: fingerprint(MINH) };
  const value = await commitmentTo(nonce, ends);
  await minh.exchange.handle({ type: 'verify', step: 'commit', value });
  return fromHex(minh.sent.splice(0)[0]?.value ?? '');
}

function say(step: VerifyMessage['step'], nonce: Uint8Array): VerifyMessage {
  return { type: 'verify', step, value: Buffer.from(nonce).toString('hex') };
}

function searchNonce(code: Code, callee: Uint8Array): Uint8Array {
  const ends = Buffer.concat([bytesOf(TO_MINH), bytesOf(MINH)]);
  return search((nonce) => firstEmoji(ends, nonce, callee) === code.emoji[0]);
}

function searchCertificate(code: Code, { caller, callee }: Nonces): number {
  const minh = bytesOf(MINH);
  const fits = (key: Uint8Array) => firstEmoji(key, minh, caller, callee) === code.emoji[0];
  return Buffer.from(search(fits)).readUInt32BE(KEY_NUMBER_AT);
}

/** All that is known of Anna's nonce is its commitment: taking that for the nonce is as good as anything. */
function searchByCommitment(code: Code, commitment: string): Uint8Array {
  const ends = Buffer.concat([bytesOf(ANNA), bytesOf(LAST_TO_ANNA)]);
  const caller = fromHex(commitment);
  return search((nonce) => firstEmoji(ends, caller, nonce) === code.emoji[0]);
}

/** A nonce, or the fingerprint of the certificate of that number. */
function search(fits: (candidate: Uint8Array) => boolean): Uint8Array {
  let candidate = bytesOf(nextNumber());
  for (let tried = 1; tried < SEARCHED && !fits(candidate); tried += 1) {
    candidate = bytesOf(nextNumber());
  }
  return candidate;
}

let numbers = 1000;
function nextNumber(): number {
  numbers += 1;
  return numbers;
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32BE(number, KEY_NUMBER_AT);
  return bytes;
}

/** The code's own hash, at once: a promise for each candidate would take all day. */
function firstEmoji(...parts: readonly Uint8Array[]): number {
  const hash = createHash('sha256').update('Parley verification 1: code\0');
  return (hash.update(Buffer.concat(parts)).digest()[0] ?? 0) % 64;
}
