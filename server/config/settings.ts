import {
  amount,
  basePath,
  choice,
  choices,
  file,
  folder,
  host,
  iceServers,
  listener,
  modules,
  origins,
  port,
  proxies,
  roomPasswords,
  text,
  turnUrls,
  yesOrNo,
} from './kinds.ts';
import { limits } from './limit-settings.ts';
import type { Setting } from './setting.ts';

const listening = {
  HTTP_PORT: {
    kind: port,
    fallback: '8080',
    purpose:
      'Port for HTTP, which serves this machine and sends others to HTTPS, or serves them too where HTTPS is off.',
  },
  HTTPS_PORT: { kind: port, fallback: '8443', purpose: 'Port for HTTPS.' },
  HOST: { kind: host, fallback: 'any', purpose: 'Address to listen on.' },
  LISTEN_DIRECT: {
    kind: listener('plain'),
    fallback: 'off',
    purpose: 'Port of its own for clients of the direct dialect, which look for it at 7860.',
  },
  LISTEN_BROADCAST: {
    kind: listener('tls'),
    fallback: 'off',
    purpose: 'The same for the broadcast dialect, over TLS; such clients look for it at 8443.',
  },
  LISTEN_ROOMS: {
    kind: listener('plain'),
    fallback: 'off',
    purpose: 'The same for the rooms dialect, which looks for it at 8765.',
  },
  BASE_PATH: {
    kind: basePath,
    fallback: '',
    purpose: 'Path under which everything is, such as /calls, where a site has other pages too.',
  },
  DRAIN_SECONDS: {
    kind: amount('seconds', 0, 25),
    fallback: '10',
    purpose: 'How long connections are sent elsewhere, at most, before the server ends by SIGTERM.',
  },
  ASSETS_DIR: {
    kind: folder,
    fallback: 'dist/assets',
    purpose:
      'Folder where assets of the page are kept, so that pages opened before an update find theirs.',
  },
} as const satisfies Record<string, Setting>;

const certificates = {
  TLS_CERT: {
    kind: file,
    fallback: '',
    purpose:
      'Certificate of your own with its chain, in PEM (fullchain.pem of certbot); read again when it changes.',
  },
  TLS_KEY: {
    kind: file,
    fallback: '',
    purpose: 'The private key of TLS_CERT, in PEM without a passphrase (privkey.pem of certbot).',
  },
  CERTS_DIR: {
    kind: folder,
    fallback: 'certs',
    purpose:
      'Folder of key.pem and cert.pem, which count where TLS_CERT is not set, and are made there where they are missing.',
  },
} as const satisfies Record<string, Setting>;

const rooms = {
  CAPACITY: { kind: amount('seats', 2, 1000), fallback: '2', purpose: 'Seats in a room.' },
  CAPACITY_ONE_TO_MANY: {
    kind: amount('seats', 2, 1000),
    fallback: '64',
    purpose: 'Seats in a room that a camera or a viewer opens.',
  },
  SEAT_GRACE: {
    kind: amount('seconds', 1, 3600),
    fallback: '35',
    purpose: 'How long the seat of a lost connection is held.',
  },
  SEAT_SECRET: {
    kind: text(16),
    fallback: '',
    purpose: 'Signs seat tokens; where it is not set, one is made and kept in CERTS_DIR.',
    isSecret: true,
  },
  EXTENSIONS: {
    kind: modules,
    fallback: '',
    purpose: 'Extensions of the protocol, each a module that exports one.',
  },
  LEAVE_OUT: {
    kind: choices('hands'),
    fallback: '',
    purpose:
      'Extensions of our own that this server does without, such as for another of that name.',
  },
} as const satisfies Record<string, Setting>;

const connecting = {
  STUN_PORT: {
    kind: port,
    fallback: '3478',
    purpose: "UDP port of the server's own STUN responder.",
  },
  TURN_URLS: {
    kind: turnUrls,
    fallback: '',
    purpose: 'Relays, such as turn:turn.example:3478,turns:turn.example:443?transport=tcp.',
  },
  TURN_SECRET: {
    kind: text(),
    fallback: '',
    purpose: "The secret that the relays know (coturn's static-auth-secret).",
    isSecret: true,
  },
  ICE_SERVERS: {
    kind: iceServers,
    fallback: '[]',
    purpose: 'Other STUN and TURN servers, given to everybody as they are.',
    isSecret: true,
  },
} as const satisfies Record<string, Setting>;

const access = {
  ROOM_PASSWORDS: {
    kind: roomPasswords,
    fallback: '{}',
    purpose:
      'Passwords by room, * for every other, as JSON; other rooms have the one that the first to enter sets, or none.',
    isSecret: true,
  },
  REQUIRE_TOKEN: {
    kind: yesOrNo,
    fallback: 'no',
    purpose: 'Whether only those enter a room who bring an invitation, signed by another site.',
  },
  TOKEN_SECRET: {
    kind: text(32),
    fallback: '',
    purpose: 'The secret by which another site signs invitations (JWT, HS256).',
    isSecret: true,
  },
  TOKEN_KEYS: {
    kind: file,
    fallback: '',
    purpose:
      'Public keys of a site that signs invitations by its private key (JWT, EdDSA, ES256, RS256 or PS256): a JSON Web Key Set, or PEM.',
  },
  TRUST_PROXY: {
    kind: proxies,
    fallback: '',
    purpose:
      'The proxies before the server, whose X-Forwarded headers count: exactly those, since anybody can write such headers.',
  },
  DIRECTORY: {
    kind: yesOrNo,
    fallback: 'yes',
    purpose:
      'Whether people register names here, by which others call them; not where REQUIRE_TOKEN is yes, since nobody could enter.',
  },
  NAMES_FILE: {
    kind: file,
    fallback: '',
    purpose:
      'File of the registered names, with hashes of their secrets; where it is not set, names.json in CERTS_DIR.',
  },
  ALLOWED_ORIGINS: {
    kind: origins,
    fallback: '',
    purpose: 'Pages of other hosts that may connect; those of the same host always may.',
  },
  EMBED_ORIGINS: {
    kind: origins,
    fallback: '',
    purpose: 'Pages of other hosts that may show Parley in a frame.',
  },
} as const satisfies Record<string, Setting>;

const log = {
  LOG_LEVEL: {
    kind: choice('error', 'warn', 'info', 'debug'),
    fallback: 'info',
    purpose: 'The least that is logged.',
  },
  LOG_FORMAT: {
    kind: choice('text', 'json'),
    fallback: 'text',
    purpose: 'Lines for people, or one JSON object a line.',
  },
  LOG_FILE: {
    kind: file,
    fallback: '',
    purpose: 'File to write the log to, in the place of standard output.',
  },
  LOG_FILE_MEGABYTES: {
    kind: amount('megabytes', 1, 1000),
    fallback: '10',
    purpose: 'A log file of this size is put aside, and a new one begun.',
  },
  LOG_FILE_KEEP: {
    kind: amount('files', 1, 100),
    fallback: '5',
    purpose:
      'How many log files that were put aside are kept, the newest as LOG_FILE with .1 behind it.',
  },
} as const satisfies Record<string, Setting>;

const seeing = {
  METRICS_PORT: {
    kind: port,
    fallback: 'off',
    purpose: 'Port for /metrics, which Prometheus reads.',
  },
  METRICS_HOST: {
    kind: host,
    fallback: '127.0.0.1',
    purpose: 'Address to listen on for /metrics, which asks nobody for a password.',
  },
  STATUS_PASSWORD: {
    kind: text(8),
    fallback: '',
    purpose: 'Opens /status, a page for the operator; where it is not set, there is none.',
    isSecret: true,
  },
} as const satisfies Record<string, Setting>;

/** Every setting there is. A new one is one entry above; reading, help and documentation follow. */
export const settings = {
  ...listening,
  ...certificates,
  ...rooms,
  ...connecting,
  ...access,
  ...limits,
  ...log,
  ...seeing,
};

/** The same in chapters, as people read them. */
export const chapters: readonly (readonly [title: string, Readonly<Record<string, Setting>>])[] = [
  ['Listening', listening],
  ['Certificates', certificates],
  ['Rooms', rooms],
  ['Connecting', connecting],
  ['Access', access],
  ['Limits', limits],
  ['Log', log],
  ['Seeing', seeing],
];
