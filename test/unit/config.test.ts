import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Names, readConfig } from '../../server/config/config.ts';
import { readEnvFile } from '../../server/config/env-file.ts';
import { unknownNames } from '../../server/config/unknown-names.ts';
import { limitsOf } from '../../server/limits-of.ts';
import { defaultLimits } from '../../server/wires/limits.ts';

const SECRET = 'a secret that nobody may see';
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-test-'));
  writeFileSync(join(dir, 'secret'), `${SECRET}\n`);
  writeFileSync(join(dir, 'empty'), '\n');
  writeFileSync(join(dir, '.env'), '# ours\nCAPACITY=3\nHOST="::1"\n');
});
afterAll(() => rmSync(dir, { recursive: true }));

const read = (environment: Names, envFile: Names = {}) => readConfig({ environment, envFile });

function problemOf(environment: Names, envFile: Names = {}): string {
  try {
    read(environment, envFile);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('without settings there are sensible ones', () => {
  expect(read({}).config).toMatchObject({
    HOST: null,
    HTTPS_PORT: 8443,
    HTTP_PORT: 8080,
    CAPACITY: 2,
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'text',
  });
});

test('an empty value is a value that is not set', () => {
  expect(read({ CAPACITY: ' ', HTTP_PORT: '' }, { HTTP_PORT: '81' }).config).toMatchObject({
    CAPACITY: 2,
    HTTP_PORT: 81,
  });
});

test('the environment wins over the file, and each setting says where it is from', () => {
  const envFile = readEnvFile(join(dir, '.env'));
  const { config, found } = read({ HOST: 'any' }, envFile);
  expect(config).toMatchObject({ HOST: null, CAPACITY: 3 });
  expect(found).toMatchObject({
    HOST: { text: 'any', origin: 'environment' },
    CAPACITY: { text: '3', origin: '.env' },
    LOG_LEVEL: { text: 'info', origin: 'default' },
  });
  expect(readEnvFile(join(dir, 'none'))).toEqual({});
  expect(() => readEnvFile(dir)).toThrow(`${dir} can't be read (EISDIR)`);
});

test.each([
  ['HTTP_PORT', 'eighty', 'HTTP_PORT is "eighty"; it must be a port (0 to 65535) or off.'],
  ['HTTPS_PORT', '70000', 'HTTPS_PORT is "70000"; it must be a port (0 to 65535) or off.'],
  ['CAPACITY', '1', 'CAPACITY is "1"; it must be a number of seats, 2 to 1000.'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it must be error, warn, info or debug.'],
  [
    'LIMIT_EVENTS_BURST',
    '0',
    'LIMIT_EVENTS_BURST is "0"; it must be a number of requests, 1 to 999999999.',
  ],
  [
    'LIMIT_MESSAGE_BYTES',
    'off',
    'LIMIT_MESSAGE_BYTES is "off"; it must be a number of bytes, 1024 to 16777216.',
  ],
  [
    'SEAT_SECRET',
    'short',
    'SEAT_SECRET is not usable; it must be a text of 16 characters or more.',
  ],
])('%s=%s is told in one sentence', (name, value, sentence) => {
  expect(problemOf({ [name]: value })).toBe(sentence);
});

test('each limit is a setting, and is what it is without one', () => {
  expect(limitsOf(read({}).config)).toEqual(defaultLimits);
  const { config } = read({ LIMIT_EVENTS_PER_SECOND: '1000', LIMIT_FIRST_MESSAGE_SECONDS: '60' });
  expect(limitsOf(config)).toEqual({
    ...defaultLimits,
    eventsPerSecond: 1000,
    firstMessageMs: 60_000,
  });
});

test.each([
  ['', ''],
  ['/', ''],
  ['/calls', '/calls'],
  ['/our/calls/', '/our/calls'],
])('BASE_PATH=%s is the path "%s"', (set, path) => {
  expect(read({ BASE_PATH: set }).config.BASE_PATH).toBe(path);
});

test.each(['calls', '//calls', '/calls//', '/..', '/calls/../x', '/a b', '/a?b', 'https://x/'])(
  'BASE_PATH=%s is none',
  (set) => {
    expect(problemOf({ BASE_PATH: set })).toBe(
      `BASE_PATH is "${set}"; it must be a path like /calls.`,
    );
  },
);

test('all that is wrong is told at once, wherever it is from', () => {
  const problem = problemOf({ CAPACITY: '1', SEAT_SECRET: 'short' }, { LOG_FORMAT: 'xml' });
  expect(problem.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'CAPACITY',
    'SEAT_SECRET',
    'LOG_FORMAT',
  ]);
});

test('a server that listens nowhere is none', () => {
  expect(problemOf({ HTTP_PORT: 'off', HTTPS_PORT: 'off' })).toContain('are both off');
});

test('half of an own certificate is none', () => {
  expect(problemOf({ TLS_KEY: 'key.pem' })).toContain('TLS_CERT and TLS_KEY belong together');
});

test('a secret may come from a file', () => {
  const path = join(dir, 'secret');
  const { config, found } = read({ TURN_SECRET_FILE: path });
  expect(config.TURN_SECRET).toBe(SECRET);
  expect(found['TURN_SECRET']).toEqual({ text: SECRET, origin: path });
});

test('but not from two places, nor from a file that is empty or away', () => {
  expect(problemOf({ TURN_SECRET_FILE: 'x' }, { TURN_SECRET: SECRET })).toBe(
    'TURN_SECRET and TURN_SECRET_FILE are both set; keep one of them.',
  );
  expect(problemOf({ SEAT_SECRET_FILE: join(dir, 'empty') })).toContain('which is empty');
  expect(problemOf({ SEAT_SECRET_FILE: join(dir, 'away') })).toContain("can't be read (ENOENT)");
});

test('names that are no settings are pointed out, with the one that was meant', () => {
  const environment = {
    PARLEY_PORT: '1',
    PARLEY_CAPACITY: '3',
    PARLEY_COLOUR: 'red',
    HTPP_PORT: '1',
  };
  const envFile = { HTPS_PORT: '1', CAPACITY: '3', TURN_SECRET_FILE: 'x', LOG_LEVEL_FILE: 'x' };
  expect(unknownNames({ environment, envFile })).toEqual([
    'PARLEY_PORT is not a setting; did you mean HTTP_PORT?',
    'PARLEY_CAPACITY is not a setting; did you mean CAPACITY?',
    'PARLEY_COLOUR is not a setting.',
    'HTPS_PORT is not a setting; did you mean HTTPS_PORT?',
    'LOG_LEVEL_FILE is not a setting.',
  ]);
});

test('passwords of rooms are by room, and never printed', () => {
  const set = '{"kitchen": "sesame", "*": "other"}';
  expect(read({ ROOM_PASSWORDS: set }).config.ROOM_PASSWORDS).toEqual(JSON.parse(set));
  for (const wrong of ['sesame', '{"a b": "sesame"}', '{"kitchen": ""}', '["sesame"]']) {
    const problem = problemOf({ ROOM_PASSWORDS: wrong });
    expect(problem).toContain(
      'ROOM_PASSWORDS is not usable; it must be a JSON object of passwords',
    );
    expect(problem).not.toContain('sesame');
  }
});

test('nobody is asked for a token that nobody can sign', () => {
  expect(problemOf({ REQUIRE_TOKEN: 'yes' })).toContain('set TOKEN_SECRET or TOKEN_KEYS');
  expect(problemOf({ REQUIRE_TOKEN: 'true' })).toBe(
    'REQUIRE_TOKEN is "true"; it must be yes or no.',
  );
  expect(read({ REQUIRE_TOKEN: 'yes', TOKEN_SECRET: 'x'.repeat(32) }).config.REQUIRE_TOKEN).toBe(
    true,
  );
});
