import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';
import { SetupError } from './setup-error.ts';

type Settings = typeof settings;
export type Config = {
  readonly [K in keyof Settings]: v.InferOutput<Settings[K]['kind']['shape']>;
};

export type Names = Readonly<Record<string, string | undefined>>;

/** Where settings are looked for. The environment wins over the file. */
export interface Sources {
  readonly environment: Names;
  /** What `.env` says. */
  readonly envFile: Names;
}

/** A setting as it was found: `default`, `environment`, `.env`, or the path of a secret's file. */
export interface Found {
  readonly text: string;
  readonly origin: string;
}

export interface Reading {
  readonly config: Config;
  readonly found: Readonly<Record<string, Found>>;
}

/** What holds between settings: the sentence for a config that breaks it, or null. */
const rules: readonly ((config: Config) => string | null)[] = [
  ({ HTTP_PORT, HTTPS_PORT }) =>
    HTTP_PORT === null && HTTPS_PORT === null
      ? 'HTTP_PORT and HTTPS_PORT are both off; set one of them to a port.'
      : null,
  sharedPort,
  ({ TLS_CERT, TLS_KEY }) =>
    (TLS_CERT === null) === (TLS_KEY === null)
      ? null
      : 'TLS_CERT and TLS_KEY belong together; set both of them, or neither.',
  ({ REQUIRE_TOKEN, TOKEN_SECRET, TOKEN_KEYS }) =>
    REQUIRE_TOKEN && TOKEN_SECRET === null && TOKEN_KEYS === null
      ? 'REQUIRE_TOKEN is yes and nobody can sign a token; set TOKEN_SECRET or TOKEN_KEYS.'
      : null,
  ({ TURN_URLS, TURN_SECRET }) =>
    TURN_URLS.length > 0 && TURN_SECRET === null
      ? 'TURN_URLS is set and TURN_SECRET is not; set it to the secret of the relay.'
      : null,
];

/** Two can't listen on one port. What HTTPS_PORT serves is no less than what a listener of its own would. */
function sharedPort(config: Config): string | null {
  const { HTTP_PORT, HTTPS_PORT, LISTEN_DIRECT, LISTEN_BROADCAST, LISTEN_ROOMS } = config;
  const ports = Object.entries({
    HTTP_PORT,
    HTTPS_PORT,
    LISTEN_DIRECT: LISTEN_DIRECT?.port,
    LISTEN_BROADCAST: LISTEN_BROADCAST?.port,
    LISTEN_ROOMS: LISTEN_ROOMS?.port,
  });
  for (const [index, [name, port]] of ports.entries()) {
    const [other] = ports.slice(0, index).find(([, one]) => port && one === port) ?? [];
    if (other) return `${other} and ${name} are both ${port}; set one of them to another port.`;
  }
  return null;
}

/** Throws one SetupError that tells all that is wrong, a line each. An empty value is a value that is not set. */
export function readConfig(sources: Sources): Reading {
  const read = Object.entries<Setting>(settings).map(([name, setting]) =>
    readSetting(name, setting, sources),
  );
  failOn(read.map(({ problem }) => problem));
  const config = Object.fromEntries(read.map(({ name, value }) => [name, value])) as Config;
  failOn(rules.map((rule) => rule(config)));
  return { config, found: Object.fromEntries(read.map(({ name, found }) => [name, found])) };
}

/**
 * Of the values that a program gives, in the place of texts; what it leaves out is as if it were not set. Asks neither the
 * environment nor a file. Throws as above.
 */
export function completeConfig(given: Partial<Config>): Config {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  const checked = named.map(([name, value]) => checkValue(name, value));
  failOn(checked.map(({ problem }) => problem));
  const values = Object.fromEntries(checked.map(({ name, value }) => [name, value]));
  const config = { ...readConfig({ environment: {}, envFile: {} }).config, ...values } as Config;
  failOn(rules.map((rule) => rule(config)));
  return config;
}

function failOn(problems: readonly (string | null)[]): void {
  const told = problems.filter((problem) => problem !== null);
  if (told.length > 0) throw new SetupError(told.join('\n'));
}

interface Checked {
  readonly name: string;
  readonly value: unknown;
  readonly problem: string | null;
}

/** Numbers and texts are checked as if they had been written down. For the others there are types. */
function checkValue(name: string, value: unknown): Checked {
  const setting = Object.entries<Setting>(settings).find(([known]) => known === name)?.[1];
  if (!setting) return { name, value, problem: `${name} is not a setting.` };
  if (typeof value !== 'number' && typeof value !== 'string') return { name, value, problem: null };
  return checkText(name, setting, String(value));
}

function checkText(name: string, { kind, isSecret }: Setting, text: string): Checked {
  const parsed = v.safeParse(kind.shape, text);
  if (parsed.success) return { name, value: parsed.output, problem: null };
  const shown = isSecret ? 'not usable' : `"${text}"`;
  return { name, value: null, problem: `${name} is ${shown}; it must be ${kind.expected}.` };
}

interface ReadSetting extends Checked {
  readonly found: Found;
}

function readSetting(name: string, setting: Setting, sources: Sources): ReadSetting {
  const found = find(name, setting, sources);
  if (typeof found === 'string') {
    return { name, found: { text: '', origin: 'default' }, value: null, problem: found };
  }
  return { ...checkText(name, setting, found.text), found };
}

/** Or the sentence that says why it can't be told. */
function find(name: string, { isSecret, fallback }: Setting, sources: Sources): Found | string {
  const own = lookUp(name, sources);
  const file = isSecret ? lookUp(`${name}_FILE`, sources) : null;
  if (own && file) return `${name} and ${name}_FILE are both set; keep one of them.`;
  if (file) return findInFile(`${name}_FILE`, file.text);
  return own ?? { text: fallback, origin: 'default' };
}

function lookUp(name: string, { environment, envFile }: Sources): Found | null {
  const set = environment[name]?.trim();
  if (set) return { text: set, origin: 'environment' };
  const kept = envFile[name]?.trim();
  return kept ? { text: kept, origin: '.env' } : null;
}

function findInFile(name: string, path: string): Found | string {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === ''
      ? `${name} is "${path}", which is empty; write the secret to it.`
      : { text, origin: path };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `${name} is "${path}", which can't be read (${code}); let this user read it, or name another file.`;
  }
}
