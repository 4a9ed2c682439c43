import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const RULE = /\[[A-Z]\d+\]/g;

function titlesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  return texts.flatMap((text) => text.match(/['"`]\[[A-Z]\d+\] /g) ?? []);
}

test('every rule of PROTOCOL.md has a test, and every test names a rule that is there', () => {
  const rules = readFileSync('protocol/PROTOCOL.md', 'utf8').match(RULE) ?? [];
  const tested = titlesIn('test').flatMap((title) => title.match(RULE) ?? []);
  expect([...new Set(tested)].sort()).toEqual([...new Set(rules)].sort());
  expect(new Set(rules).size).toBe(rules.length);
});
