import process from 'node:process';
import { createBounds } from './bounds.ts';
import { crowd } from './crowd.ts';
import { passage } from './passage.ts';

/**
 * What the server and its clients withstand by number: members who sit there, all coming back at once, and calls that
 * come and go. Ends with 1 where a bound is broken. Names of parts leave out the others.
 */
const parts = { crowd, passage };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const names = process.argv.slice(2);
const bounds = createBounds(say);
for (const [name, measure] of Object.entries(parts)) {
  if (names.length > 0 && !names.includes(name)) continue;
  say(`\n${name}`);
  await measure({ bounds, say });
}
process.exit(bounds.areKept ? 0 : 1);
