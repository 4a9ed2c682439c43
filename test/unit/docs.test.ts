import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationPage } from '../../scripts/docs.ts';
import { chapters, settings } from '../../server/config/settings.ts';
import { samples } from '../support/samples.ts';

test('docs/configuration.md says what the settings are now: "npm run docs" writes it anew', () => {
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
});

test('every setting stands in one chapter, with one sentence', () => {
  const listed = chapters.flatMap(([, entries]) => Object.entries(entries));
  expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(settings).sort());
  for (const [, { purpose }] of listed) expect(purpose).toMatch(/^[A-Z].*\.$/);
});

const named = samples.filter(({ file }) => file !== null);

test.each([...new Set(named.map(({ page, file }) => `${page} ${file}`))])(
  'the blocks of %s are, one after the other, what is compiled and run in examples/',
  (one) => {
    const blocks = named.filter(({ page, file }) => one === `${page} ${file}`);
    const file = readFileSync(`examples/typescript/${blocks[0]?.file}`, 'utf8');
    expect(blocks.map(({ text }) => text).join('\n')).toBe(file);
  },
);
