import * as v from 'valibot';
import { iceServer } from '../protocol/ice.ts';

/** What went wrong outside, told in one sentence that says what to do. Ends the process with exit code 1. */
export class SetupError extends Error {}

const port = v.pipe(
  v.union([
    v.pipe(
      v.literal('off'),
      v.transform(() => null),
    ),
    v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65535)),
  ]),
);
const seats = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/),
  v.transform(Number),
  v.minValue(2),
  v.maxValue(1000),
);

const seconds = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(3600),
);
const secret = v.union([
  v.pipe(
    v.literal(''),
    v.transform(() => null),
  ),
  v.pipe(v.string(), v.minLength(16)),
]);

const iceServers = v.pipe(v.string(), v.parseJson(), v.array(iceServer));
const turnUrls = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter((url) => url !== '')),
  v.array(v.pipe(v.string(), v.regex(/^turns?:./))),
);
const turnSecret = v.pipe(
  v.string(),
  v.transform((text) => (text === '' ? null : text)),
);

/** Every setting: what it must be, in words for whoever got it wrong, and what it is when it is not set. */
const settings = {
  HOST: {
    shape: v.pipe(
      v.string(),
      v.transform((host) => (host === 'any' ? null : host)),
    ),
    expected: 'an address, a host name, or any',
    fallback: 'any',
  },
  HTTPS_PORT: { shape: port, expected: 'a port (0 to 65535) or off', fallback: '8443' },
  HTTP_PORT: { shape: port, expected: 'a port (0 to 65535) or off', fallback: '8080' },
  CERTS_DIR: { shape: v.pipe(v.string(), v.nonEmpty()), expected: 'a folder', fallback: 'certs' },
  CAPACITY: { shape: seats, expected: 'a number of seats, 2 to 1000', fallback: '2' },
  SEAT_GRACE: {
    shape: seconds,
    expected: 'a number of seconds, 1 to 3600',
    fallback: '35',
  },
  SEAT_SECRET: { shape: secret, expected: 'a text of 16 characters or more', fallback: '' },
  STUN_PORT: { shape: port, expected: 'a UDP port (0 to 65535) or off', fallback: '3478' },
  ICE_SERVERS: {
    shape: iceServers,
    expected: 'a JSON array of {"urls": [...], "username"?, "credential"?}',
    fallback: '[]',
  },
  TURN_URLS: {
    shape: turnUrls,
    expected: 'addresses like turn:host:3478, separated by commas',
    fallback: '',
  },
  TURN_SECRET: { shape: turnSecret, expected: 'the secret that the relay knows', fallback: '' },
  LOG_LEVEL: {
    shape: v.picklist(['error', 'warn', 'info', 'debug']),
    expected: 'error, warn, info or debug',
    fallback: 'info',
  },
  LOG_FORMAT: { shape: v.picklist(['text', 'json']), expected: 'text or json', fallback: 'text' },
} as const;

type Settings = typeof settings;
export type Config = { readonly [K in keyof Settings]: v.InferOutput<Settings[K]['shape']> };

/** Reads the settings from an environment. An empty value is a value that is not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = Object.entries(settings).map(([name, { shape, expected, fallback }]) => {
    const found = env[name]?.trim() || fallback;
    const parsed = v.safeParse(shape as v.GenericSchema<unknown, unknown>, found);
    if (!parsed.success) {
      const shown = name.endsWith('_SECRET') ? 'not usable' : `"${found}"`;
      throw new SetupError(`${name} is ${shown}; it must be ${expected}.`);
    }
    return [name, parsed.output];
  });
  const config: Config = Object.fromEntries(read);
  if (config.HTTP_PORT === null && config.HTTPS_PORT === null) {
    throw new SetupError('HTTP_PORT and HTTPS_PORT are both off; set one of them to a port.');
  }
  if (config.TURN_URLS.length > 0 && config.TURN_SECRET === null) {
    throw new SetupError(
      'TURN_URLS is set and TURN_SECRET is not; set it to the secret of the relay.',
    );
  }
  return config;
}
