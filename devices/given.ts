import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { DeviceProblem } from './device-problem.ts';

/** Options by their names, wherever they were written. */
export type Given = ReadonlyMap<string, string>;

const value = v.union([v.string(), v.number(), v.boolean()]);
const file = v.record(v.string(), value);

/**
 * What is on the command line, and for what is not there the file that `--config` names: a JSON object with the same names,
 * where `room_id` is as good as `room-id`.
 */
export function withFile(values: Given): Given {
  const path = values.get('config');
  return path === undefined ? values : new Map([...readFile(path), ...values]);
}

function readFile(path: string): Given {
  const parsed = v.safeParse(file, parseFile(path));
  if (!parsed.success) {
    throw new DeviceProblem(`${path} is no JSON object of texts, numbers, true and false.`);
  }
  return new Map(
    Object.entries(parsed.output)
      .filter(([, one]) => one !== false)
      .map(([name, one]) => [name.replaceAll('_', '-'), String(one)]),
  );
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new DeviceProblem(`${path} can't be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
