import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { memberId } from '../protocol/ids.ts';
import { ownRole } from '../protocol/roles.ts';
import type { States } from './rooms/record.ts';
import type { SeatTokens } from './rooms/rooms-port.ts';
import { createSeal } from './seal.ts';

/** A call that is longer can't be taken back any more after a restart of the server. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

const keptStates = v.record(v.string(), v.unknown());

const claims = v.object({
  room: v.string(),
  id: memberId,
  info: v.optional(v.record(v.string(), v.unknown()), {}),
  role: v.optional(ownRole),
  serial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** When the server that gave it was started: it alone knows what became of the seat. */
  epoch: v.string(),
  expires: v.number(),
  born: v.number(),
  capacity: v.optional(v.number()),
  /** Sealed: what a room's extensions keep is no member's business. */
  kept: v.optional(v.string()),
  /** Sealed as well: of the member whose token it is. */
  keptOfMember: v.optional(v.string()),
});

export interface SeatTokensOptions {
  readonly secret: string;
  readonly now: () => number;
  /** After a start, for so long, seats of before are made again: it is what they would have been held for. */
  readonly graceMs: number;
}

/**
 * Seat tokens: `<claims>.<signature>`, both base64url; HMAC-SHA256 over the claims as they stand. There is one
 * algorithm, so a token names none. The server keeps no list of them: one that was given before its start is enough
 * to make the seat again.
 */
export function createSeatTokens({ secret, now, graceMs }: SeatTokensOptions): SeatTokens {
  const epoch = randomBytes(9).toString('base64url');
  const started = now();

  const seal = createSeal(secret);

  function sealed(states: States): string | undefined {
    return Object.keys(states).length > 0 ? seal.close(JSON.stringify(states)) : undefined;
  }

  function unsealed(text: string | undefined): States {
    return text === undefined ? {} : v.parse(keptStates, JSON.parse(seal.open(text)));
  }

  const sign = (payload: string): Buffer => createHmac('sha256', secret).update(payload).digest();

  return {
    mark: (attempt) => sign(`attempt ${attempt}`).toString('base64url'),
    issue(room, { id, info, role, serial, born, capacity, ...states }) {
      const expires = now() + LIFETIME_MS;
      const kept = sealed(states.kept);
      const keptOfMember = sealed(states.keptOfMember);
      const seat = { room, id, info, role, serial, epoch, expires };
      const claim = { ...seat, born, capacity, kept, keptOfMember };
      const payload = Buffer.from(JSON.stringify(claim));
      const text = payload.toString('base64url');
      return `${text}.${sign(text).toString('base64url')}`;
    },
    read(room, token) {
      const [payload = '', signature = '', ...more] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload);
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
      if (!isOurs || more.length > 0) return null;
      const claim = v.parse(claims, JSON.parse(Buffer.from(payload, 'base64url').toString()));
      const isFromBefore = claim.epoch !== epoch;
      const isLate = now() > claim.expires || (isFromBefore && now() > started + graceMs);
      if (claim.room !== room || isLate) return null;
      const { id, info, role, serial, born, capacity } = claim;
      const kept = unsealed(claim.kept);
      const keptOfMember = unsealed(claim.keptOfMember);
      return { id, info, role, serial, isFromBefore, born, capacity, kept, keptOfMember };
    },
  };
}
