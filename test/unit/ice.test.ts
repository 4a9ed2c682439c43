import { expect, test } from 'vitest';
import { type MemberId, parseMemberId } from '../../protocol/ids.ts';
import { readConfig } from '../../server/config/config.ts';
import { createIce, TURN_LIFETIME_S } from '../../server/ice.ts';
import { createAllowance } from '../../server/wires/allowance.ts';

const anna = parseMemberId('@annaannaannaanna') as MemberId;
const now = () => 1_700_000_000_000;
const bare = { servers: [], turnUrls: [], turnSecret: null, stunPort: null, now };

test('[I1] without a relay there are no credentials', () => {
  expect(createIce(bare)(anna)).toEqual({ servers: [], lifetime: TURN_LIFETIME_S });
});

test('[I1] with one each member has its own, and they end', () => {
  const urls = ['turn:turn.example:3478', 'turns:turn.example:443?transport=tcp'];
  const ice = createIce({ ...bare, turnUrls: urls, turnSecret: 'north', stunPort: 3478 })(anna);
  expect(ice).toEqual({
    servers: [
      {
        urls,
        username: `${1_700_000_000 + TURN_LIFETIME_S}:${anna}`,
        credential: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
      },
    ],
    stunPort: 3478,
    lifetime: TURN_LIFETIME_S,
  });
});

test('[I2] five in a minute, and then no more until one is a minute old', () => {
  let time = 0;
  const may = createAllowance(5, () => time);
  expect(Array.from({ length: 6 }, may)).toEqual([true, true, true, true, true, false]);
  time = 60_000;
  expect(may()).toBe(true);
});

test('servers and relays are read from the environment, and never half of them', () => {
  const read = (environment: Record<string, string>) =>
    readConfig({ environment, envFile: {} }).config;
  const servers = '[{"urls":["stun:stun.example"]}]';
  const both = { ICE_SERVERS: servers, TURN_URLS: 'turn:a, turns:b', TURN_SECRET: 's' };
  expect(read(both).ICE_SERVERS).toEqual([{ urls: ['stun:stun.example'] }]);
  expect(read(both).TURN_URLS).toEqual(['turn:a', 'turns:b']);
  expect(() => read({ ICE_SERVERS: '{' })).toThrow('it must be a JSON');
  expect(() => read({ TURN_URLS: 'http://a', TURN_SECRET: 's' })).toThrow('TURN_URLS is');
  expect(() => read({ TURN_URLS: 'turn:a' })).toThrow('TURN_SECRET is not');
});
