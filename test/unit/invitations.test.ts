import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Invitations } from '../../extensions/invitation.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { SetupError } from '../../server/config/setup-error.ts';
import { createInvitations } from '../../server/invitations.ts';

const SECRET = 'a secret that another site has as well';
const NOW_MS = 1_800_000_000_000;
const NOW = NOW_MS / 1000;
const kitchen = parseRoomId('kitchen') as RoomId;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

let folder: string;
let bySecret: Invitations;
let byKeys: Invitations;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-keys-'));
  const pem = join(folder, 'keys.pem');
  writeFileSync(pem, [rsa, ec, ed].map(({ publicKey }) => pemOf(publicKey)).join('\n'));
  const now = () => NOW_MS;
  bySecret = await createInvitations(settings({ TOKEN_SECRET: SECRET }), now);
  byKeys = await createInvitations(settings({ TOKEN_KEYS: pem }), now);
});
afterAll(() => rmSync(folder, { recursive: true }));

function settings(some: { TOKEN_SECRET?: string; TOKEN_KEYS?: string }) {
  return { TOKEN_SECRET: null, TOKEN_KEYS: null, REQUIRE_TOKEN: true, ...some };
}

function sign(
  claims: Record<string, unknown>,
  key: KeyObject | Uint8Array = new TextEncoder().encode(SECRET),
  alg = 'HS256',
): Promise<string> {
  return new SignJWT({ exp: NOW + 60, ...claims }).setProtectedHeader({ alg }).sign(key);
}

/** As an attacker makes it, for whom no library checks anything. */
function forge(header: object, claims: object, key?: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = key ? createHmac('sha256', key).update(signed).digest('base64url') : '';
  return `${signed}.${signature}`;
}

describe('an invitation', () => {
  test('[E9] says who comes, and as what', async () => {
    const guest = await sign({ room: 'kitchen', name: 'Anna' });
    expect(await bySecret.read(guest, kitchen)).toEqual({ isHost: false, name: 'Anna' });
    const host = await sign({ room: '*', role: 'host' });
    expect(await bySecret.read(host, kitchen)).toEqual({ isHost: true, name: undefined });
  });

  test.each([
    ['EdDSA', ed.privateKey],
    ['ES256', ec.privateKey],
    ['RS256', rsa.privateKey],
    ['PS256', rsa.privateKey],
  ])('[E9] is signed by %s where the server has the public key', async (alg, key) => {
    const invitation = await sign({ room: 'kitchen' }, key, alg);
    expect(await byKeys.read(invitation, kitchen)).toEqual({ isHost: false, name: undefined });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['of another room', () => sign({ room: 'hall' })],
    ['of no room', () => sign({})],
    ['whose time is over', () => sign({ room: 'kitchen', exp: NOW - 60 })],
    ['whose time has not come', () => sign({ room: 'kitchen', nbf: NOW + 60 })],
    ['that never ends', () => forge({ alg: 'HS256' }, { room: 'kitchen' }, SECRET)],
    ['with another secret', () => sign({ room: 'kitchen' }, new Uint8Array(32))],
    ['of an unknown role', () => sign({ room: 'kitchen', role: 'owner' })],
    ['with a name too long', () => sign({ room: 'kitchen', name: 'x'.repeat(65) })],
    ['without a signature', () => forge({ alg: 'none' }, { room: 'kitchen', exp: NOW + 60 })],
    ['by a key that it brings', () => sign({ room: 'kitchen' }, ec.privateKey, 'ES256')],
    ['that is none', () => 'a.b.c'],
    ['of a megabyte', () => 'x'.repeat(1_000_000)],
    ['that is empty', () => ''],
  ])('[E9] %s opens nothing', async (_what, make) => {
    expect(await bySecret.read(await make(), kitchen)).toBeNull();
  });

  test('[E9] is not taken for one by secret where the server has public keys', async () => {
    const claims = { room: 'kitchen', exp: NOW + 60 };
    for (const { publicKey } of [rsa, ec]) {
      const forged = forge({ alg: 'HS256' }, claims, pemOf(publicKey));
      expect(await byKeys.read(forged, kitchen)).toBeNull();
    }
    const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await byKeys.read(await sign(claims, foreign.privateKey, 'ES256'), kitchen)).toBeNull();
  });

  test('[E9] is read by a JSON Web Key Set as well', async () => {
    const path = join(folder, 'keys.json');
    const key = { ...ec.publicKey.export({ format: 'jwk' }), kid: 'spring' };
    writeFileSync(path, JSON.stringify({ keys: [key] }));
    const { read } = await createInvitations(settings({ TOKEN_KEYS: path }), () => NOW_MS);
    expect(
      await read(await sign({ room: 'kitchen' }, ec.privateKey, 'ES256'), kitchen),
    ).not.toBeNull();
  });
});

test.each(['', 'not a key', '{"keys": []}', '{'])(
  'a key file of "%s" is told at the start',
  async (text) => {
    const path = join(folder, 'broken');
    writeFileSync(path, text);
    await expect(createInvitations(settings({ TOKEN_KEYS: path }), () => NOW_MS)).rejects.toThrow(
      SetupError,
    );
  },
);
