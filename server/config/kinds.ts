import * as v from 'valibot';
import { iceServer } from '../../protocol/ice.ts';
import { parseRoomId } from '../../protocol/ids.ts';
import { parseTrust, type Trust } from '../client-address.ts';
import { isOrigin } from '../origins.ts';

/** What a value must be: checked and made of the text that was set, and in words for whoever writes it. */
export interface Kind<T = unknown> {
  readonly shape: v.GenericSchema<unknown, T>;
  /** Goes on from "it must be". */
  readonly expected: string;
}

const digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Null is off. Port 0 is any free one. */
export const port: Kind<number | null> = {
  shape: v.union([
    v.pipe(
      v.literal('off'),
      v.transform(() => null),
    ),
    v.pipe(digits, v.maxValue(65535)),
  ]),
  expected: 'a port (0 to 65535) or off',
};

/** Of a listener for one dialect. */
export interface DialectPort {
  readonly port: number;
  readonly isSecure: boolean;
}

/** Null is off. `usual`: as the clients of the dialect come. */
export function listener(usual: 'tls' | 'plain'): Kind<DialectPort | null> {
  return {
    shape: v.union([
      v.pipe(
        v.literal('off'),
        v.transform(() => null),
      ),
      v.pipe(
        v.string(),
        v.regex(/^\d{1,5}(\/(tls|plain))?$/),
        v.transform((text) => {
          const [digits = '', how = usual] = text.split('/');
          return { port: Number(digits), isSecure: how === 'tls' };
        }),
        v.check(({ port }) => port <= 65535),
      ),
    ]),
    expected: `a port (0 to 65535) or off; with /${usual === 'tls' ? 'plain' : 'tls'} behind it ${usual === 'tls' ? 'without' : 'over'} TLS`,
  };
}

export function amount(unit: string, least: number, most: number): Kind<number> {
  return {
    shape: v.pipe(digits, v.minValue(least), v.maxValue(most)),
    expected: `a number of ${unit}, ${least} to ${most}`,
  };
}

export function choice<const T extends readonly string[]>(...words: T): Kind<T[number]> {
  return {
    shape: v.picklist(words),
    expected: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  };
}

const list = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter((word) => word !== '')),
);

/** Any of them, and none as well. */
export function choices<const T extends readonly string[]>(
  ...words: T
): Kind<readonly T[number][]> {
  return {
    shape: v.pipe(list, v.array(v.picklist(words))),
    expected: `none or some of ${words.join(', ')}, separated by commas`,
  };
}

/** Null is all addresses. */
export const host: Kind<string | null> = {
  shape: v.pipe(
    v.string(),
    v.transform((text) => (text === 'any' ? null : text)),
  ),
  expected: 'an address, a host name, or any',
};

export const folder: Kind<string> = {
  shape: v.pipe(v.string(), v.nonEmpty()),
  expected: 'a folder',
};

/** Null where it is not set. */
export const file: Kind<string | null> = {
  shape: v.pipe(
    v.string(),
    v.transform((path) => (path === '' ? null : path)),
  ),
  expected: 'a file',
};

/** Null where it is not set. */
export function text(leastCharacters = 1): Kind<string | null> {
  return {
    shape: v.union([
      v.pipe(
        v.literal(''),
        v.transform(() => null),
      ),
      v.pipe(v.string(), v.minLength(leastCharacters)),
    ]),
    expected: leastCharacters > 1 ? `a text of ${leastCharacters} characters or more` : 'a text',
  };
}

const trust = v.rawTransform<string, Trust>(({ dataset, addIssue, NEVER }) => {
  const parsed = parseTrust(dataset.value);
  if (parsed) return parsed;
  addIssue({ message: 'neither a number nor addresses' });
  return NEVER;
});

export const proxies: Kind<Trust> = {
  shape: v.pipe(v.string(), trust),
  expected: 'how many they are, or their addresses and networks, separated by commas',
};

export const origins: Kind<readonly string[]> = {
  shape: v.pipe(list, v.array(v.pipe(v.string(), v.check(isOrigin)))),
  expected: 'origins like https://example.org, separated by commas, or * for all',
};

/** Without the slash at its end; empty for the root. */
export const basePath: Kind<string> = {
  shape: v.pipe(
    v.string(),
    v.regex(/^(\/(?!\.+(\/|$))[A-Za-z0-9._~-]+)*\/?$/),
    v.transform((path) => path.replace(/\/$/, '')),
  ),
  expected: 'a path like /calls',
};

/** Names of packages, or paths of files. */
export const modules: Kind<readonly string[]> = {
  shape: list,
  expected: 'packages, or files like ./hands.js, separated by commas',
};

const turnUrl = v.pipe(v.string(), v.regex(/^turns?:./));

export const turnUrls: Kind<readonly string[]> = {
  shape: v.pipe(list, v.array(turnUrl)),
  expected: 'addresses like turn:host:3478, separated by commas',
};

export const iceServers: Kind<v.InferOutput<typeof iceServer>[]> = {
  shape: v.pipe(v.string(), v.parseJson(), v.array(iceServer)),
  expected: 'a JSON array of {"urls": [...], "username"?, "credential"?}',
};

export const yesOrNo: Kind<boolean> = {
  shape: v.pipe(
    v.picklist(['yes', 'no']),
    v.transform((word) => word === 'yes'),
  ),
  expected: 'yes or no',
};

export const roomPasswords: Kind<Readonly<Record<string, string>>> = {
  shape: v.pipe(
    v.string(),
    v.parseJson(),
    v.check((set) => !Array.isArray(set)),
    v.record(
      v.pipe(
        v.string(),
        v.check((room) => room === '*' || parseRoomId(room) !== null),
      ),
      v.pipe(v.string(), v.minLength(1)),
    ),
  ),
  expected: 'a JSON object of passwords by room, such as {"kitchen": "…", "*": "…"}',
};
