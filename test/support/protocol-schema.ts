import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const FILE = 'protocol/schema.json';

// A row of arguments may be longer than what is declared: what comes after is ignored.
const ajv = new Ajv({ strictTuples: false, strictTypes: false }).addSchema(
  JSON.parse(readFileSync(FILE, 'utf8')),
  FILE,
);

/** Null for what is as declared under this name, and without one for any frame; else what is wrong. */
export function faultIn(value: unknown, name?: string): string | null {
  const where = name === undefined ? FILE : `${FILE}#/definitions/${name}`;
  return ajv.validate(where, value) ? null : `${name}: ${ajv.errorsText()}`;
}
