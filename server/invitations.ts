import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
} from 'jose';
import * as v from 'valibot';
import type { Invitations } from '../extensions/invitation.ts';
import { displayName } from '../protocol/display-name.ts';
import type { RoomId } from '../protocol/ids.ts';
import type { Config } from './config/config.ts';
import { SetupError } from './config/setup-error.ts';

const SECRET_ALGORITHM = 'HS256';
const KEY_ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'PS256'];
/** Clocks of two machines are never quite the same. */
const TOLERANCE_SECONDS = 30;
/** An invitation to any room. */
const ANY_ROOM = '*';

const claims = v.object({
  room: v.string(),
  name: v.optional(displayName),
  role: v.optional(v.picklist(['host', 'guest'])),
});

type Read = (invitation: string) => Promise<unknown>;

export type InvitationSettings = Pick<Config, 'TOKEN_SECRET' | 'TOKEN_KEYS' | 'REQUIRE_TOKEN'>;

/** Which algorithm is taken is fixed by what the server was given, never by what an invitation says. */
export async function createInvitations(
  { TOKEN_SECRET, TOKEN_KEYS, REQUIRE_TOKEN }: InvitationSettings,
  now: () => number,
): Promise<Invitations> {
  const bySecret = TOKEN_SECRET === null ? null : readBySecret(TOKEN_SECRET, now);
  const byKeys = TOKEN_KEYS === null ? null : readByKeys(await loadKeys(TOKEN_KEYS), now);

  async function read(invitation: string): Promise<unknown> {
    const isBySecret = decodeProtectedHeader(invitation).alg === SECRET_ALGORITHM;
    return await (isBySecret ? bySecret : byKeys)?.(invitation);
  }

  return {
    areNeeded: REQUIRE_TOKEN,
    async read(invitation, room) {
      // Whatever is wrong with it, it opens nothing; who made it is told what by their own tools.
      const payload = await read(invitation).catch(() => null);
      const parsed = v.safeParse(claims, payload);
      if (!parsed.success || !opens(parsed.output.room, room)) return null;
      return { isHost: parsed.output.role === 'host', name: parsed.output.name };
    },
  };
}

function opens(claimed: string, room: RoomId): boolean {
  return claimed === ANY_ROOM || claimed === room;
}

function rules(algorithms: string[], now: () => number) {
  return {
    algorithms,
    requiredClaims: ['exp'],
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: new Date(now()),
  };
}

function readBySecret(secret: string, now: () => number): Read {
  const key = new TextEncoder().encode(secret);
  return async (invitation) =>
    (await jwtVerify(invitation, key, rules([SECRET_ALGORITHM], now))).payload;
}

function readByKeys(keys: JSONWebKeySet, now: () => number): Read {
  const keyFor = createLocalJWKSet(keys);
  return async (invitation) =>
    (await jwtVerify(invitation, keyFor, rules(KEY_ALGORITHMS, now))).payload;
}

/** A JSON Web Key Set (RFC 7517), or public keys in PEM one after the other. */
async function loadKeys(path: string): Promise<JSONWebKeySet> {
  try {
    const text = await readFile(path, 'utf8');
    return text.trimStart().startsWith('{') ? readKeySet(text) : { keys: readPem(text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      `TOKEN_KEYS is "${path}", which is no set of public keys (${why}); name a JSON Web Key Set, or a file of PUBLIC KEYs in PEM.`,
    );
  }
}

const keySet = v.object({
  keys: v.pipe(v.array(v.looseObject({ kty: v.string() })), v.minLength(1)),
});

function readKeySet(text: string): JSONWebKeySet {
  return v.parse(keySet, JSON.parse(text));
}

function readPem(text: string): JWK[] {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g);
  if (!blocks) throw new Error('there is no PUBLIC KEY in it');
  return blocks.map((block) => jwkOf(createPublicKey(block)));
}

function jwkOf(key: KeyObject): JWK {
  return { ...key.export({ format: 'jwk' }), use: 'sig' };
}
