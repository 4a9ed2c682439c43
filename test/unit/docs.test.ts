import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationPage } from '../../scripts/docs.ts';
import { chapters, settings } from '../../server/config/settings.ts';

test('docs/configuration.md says what the settings are now: "npm run docs" writes it anew', () => {
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
});

test('every setting stands in one chapter, with one sentence', () => {
  const listed = chapters.flatMap(([, entries]) => Object.entries(entries));
  expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(settings).sort());
  for (const [, { purpose }] of listed) expect(purpose).toMatch(/^[A-Z].*\.$/);
});
