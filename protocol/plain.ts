/** What may be relayed: JSON, no deeper than this, and never larger than this many characters; servers take less. */
export const MAX_DEPTH = 8;
export const MAX_MESSAGE_CHARS = 16 * 1024 * 1024;

export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

type Copied =
  | { readonly ok: true; readonly value: Plain }
  | { readonly ok: false; readonly why: WhyNot };
type WhyNot = 'too-deep' | 'too-large' | 'not-json';

class NotPlain extends Error {
  readonly why: WhyNot;
  constructor(why: WhyNot) {
    super(why);
    this.why = why;
  }
}

/**
 * A copy of what came in, made of JSON values only. Encoding an unchecked value that is nested some thousand
 * deep ends a process with a RangeError: nothing is sent on that has not been through here.
 * Size is counted in UTF-16 units of all texts and keys, and 8 for every other value.
 */
export function copyPlain(input: unknown): Copied {
  const budget = { left: MAX_MESSAGE_CHARS };
  try {
    return { ok: true, value: copy(input, 0, budget) };
  } catch (error) {
    if (error instanceof NotPlain) return { ok: false, why: error.why };
    throw error;
  }
}

function copy(input: unknown, depth: number, budget: { left: number }): Plain {
  if (typeof input === 'string') {
    spend(budget, input.length);
    return input;
  }
  spend(budget, 8);
  if (input === null || typeof input === 'boolean') return input;
  if (typeof input === 'number' && Number.isFinite(input)) return input;
  if (typeof input !== 'object') throw new NotPlain('not-json');
  if (depth >= MAX_DEPTH) throw new NotPlain('too-deep');
  return Array.isArray(input)
    ? input.map((item) => copy(item, depth + 1, budget))
    : copyRecord(input, depth, budget);
}

function copyRecord(input: object, depth: number, budget: { left: number }): Plain {
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype !== Object.prototype && prototype !== null) throw new NotPlain('not-json');
  const result: Record<string, Plain> = {};
  for (const [key, value] of Object.entries(input)) {
    if (key === '__proto__') throw new NotPlain('not-json');
    spend(budget, key.length);
    result[key] = copy(value, depth + 1, budget);
  }
  return result;
}

/** Of a copy, counted as copyPlain counts. */
export function sizeOfPlain(value: Plain): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 8;
  for (const [key, item] of Object.entries(value)) {
    size += (Array.isArray(value) ? 0 : key.length) + sizeOfPlain(item);
  }
  return size;
}

function spend(budget: { left: number }, amount: number): void {
  budget.left -= amount;
  if (budget.left < 0) throw new NotPlain('too-large');
}
