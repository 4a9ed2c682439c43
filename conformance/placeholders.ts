import { randomBytes, randomInt } from 'node:crypto';
import { parseMemberId } from '../protocol/ids.ts';

/** What stands in a transcript for ids, tokens and rooms, and has been seen in this run. */
export type Names = Map<string, unknown>;

const PLACEHOLDER = /^<([a-z]+)(?::([\w-]+))?>$/;

/** Made by the server, and the same wherever the placeholder is. */
const bound: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => parseMemberId(value) !== null,
  token: isText,
};

/** Made up for all scenes together. */
const shared = ['name', 'called', 'secret'];

/** Anything of a kind. */
const free: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: (value) => value !== undefined,
  text: isText,
  number: (value) => typeof value === 'number' && value >= 0,
  list: Array.isArray,
  absent: (value) => value === undefined,
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** What is sent: every placeholder is what it stands for. Rooms and numbers are made up when they are first named. */
export function fill(pattern: unknown, names: Names): unknown {
  if (Array.isArray(pattern)) return pattern.map((item) => fill(item, names));
  if (isRecord(pattern)) return mapValues(pattern, (item) => fill(item, names));
  const [, kind, name = ''] = typeof pattern === 'string' ? (PLACEHOLDER.exec(pattern) ?? []) : [];
  if (kind === 'long') return 'x'.repeat(Number(name));
  if (kind === 'room') return madeUp(`${pattern}`, names, newRoom);
  if (kind === 'decimal') return madeUp(`${pattern}`, names, newDecimal);
  if (kind === 'number') return Number(madeUp(`<decimal:${name}>`, names, newDecimal));
  if (kind !== undefined && (kind in bound || shared.includes(kind)))
    return names.get(`${pattern}`);
  return pattern;
}

function madeUp(placeholder: string, names: Names, make: () => string): unknown {
  const value = names.get(placeholder) ?? make();
  names.set(placeholder, value);
  return value;
}

/** A room that nobody else is in. */
function newRoom(): string {
  return `check-${randomBytes(9).toString('base64url')}`;
}

function newDecimal(): string {
  return String(randomInt(2 ** 47));
}

/**
 * Null where what came is as the pattern has it, else the place where it is not. Objects and lists may have more than
 * the pattern names, except below `{"<exactly>": …}`.
 */
export function mismatch(pattern: unknown, value: unknown, names: Names): string | null {
  return compare({ pattern, value, place: '', isExact: false }, names);
}

interface Compared {
  readonly pattern: unknown;
  readonly value: unknown;
  readonly place: string;
  readonly isExact: boolean;
}

function compare(compared: Compared, names: Names): string | null {
  const { pattern, value, place, isExact } = compared;
  if (typeof pattern === 'string') return compareText(pattern, compared, names);
  if (typeof pattern !== 'object' || pattern === null) {
    return Object.is(pattern, value) ? null : differs(place, pattern, value);
  }
  if ('<exactly>' in pattern) {
    return compare({ ...compared, pattern: pattern['<exactly>'], isExact: true }, names);
  }
  if (Array.isArray(pattern) !== Array.isArray(value) || !isRecord(value)) {
    return differs(place, pattern, value);
  }
  if (isExact && Object.keys(pattern).length !== Object.keys(value).length) {
    return differs(place, pattern, value);
  }
  for (const [key, item] of Object.entries(pattern)) {
    const inner = { pattern: item, value: value[key], place: `${place}/${key}`, isExact };
    const wrong = compare(inner, names);
    if (wrong !== null) return wrong;
  }
  return null;
}

function compareText(pattern: string, { value, place }: Compared, names: Names): string | null {
  const [, kind = ''] = PLACEHOLDER.exec(pattern) ?? [];
  const isFree = free[kind];
  if (isFree) return isFree(value) ? null : differs(place, pattern, value);
  const isBound = bound[kind];
  if (isBound && !names.has(pattern)) {
    if (!isBound(value)) return differs(place, pattern, value);
    names.set(pattern, value);
    return null;
  }
  const wanted = fill(pattern, names);
  return wanted === value ? null : differs(place, wanted, value);
}

function differs(place: string, wanted: unknown, found: unknown): string {
  return `${place || 'it'} is ${JSON.stringify(found) ?? 'absent'}, not ${JSON.stringify(wanted)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function mapValues(record: Record<string, unknown>, change: (item: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, change(item)]));
}
