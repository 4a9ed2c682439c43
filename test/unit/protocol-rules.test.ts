import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notices, requests } from '../../protocol/events.ts';
import { refusals } from '../../protocol/refusals.ts';
import { createOwnExtensions } from '../../server/own-extensions.ts';
import { createMemoryShelf } from '../../server/shelf.ts';

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

test.each([
  ['request', '## Requests', Object.keys(requests)],
  ['notice', '## Notices', Object.keys(notices)],
])('PROTOCOL.md lists every %s, and no other', (_kind, heading, names) => {
  const [section = ''] = sectionsFrom(heading);
  const listed = [...section.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual([...names].sort());
});

test('PROTOCOL.md lists every code of a refusal, and no other', () => {
  const [section = ''] = sectionsFrom('## Refusals');
  const [, list = ''] = section.split('Codes: ');
  const listed = [...list.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
  expect(listed.sort()).toEqual(Object.keys(refusals).sort());
});

test('PROTOCOL.md lists every word of our own extensions, and no other', async () => {
  const settings = {
    ROOM_PASSWORDS: {},
    TOKEN_SECRET: null,
    TOKEN_KEYS: null,
    REQUIRE_TOKEN: false,
    LEAVE_OUT: [],
  };
  const words = (await createOwnExtensions(settings, Date.now, createMemoryShelf())).map(
    (one) => one.words,
  );
  const [, after = ''] = readFileSync('protocol/PROTOCOL.md', 'utf8').split('**Who may enter**');
  const [section = ''] = after.split('**Extensions**');
  const listed = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  const declared = words.flatMap(({ requests: asked, notices: told }) => [
    ...Object.keys(asked),
    ...Object.keys(told),
  ]);
  expect(listed.sort()).toEqual(declared.sort());
  const [, codes = ''] = section.split('Their codes: ');
  const named = [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
  expect(named.sort()).toEqual(words.flatMap((one) => Object.keys(one.refusals)).sort());
});

function sectionsFrom(heading: string): string[] {
  const [, after = ''] = readFileSync('protocol/PROTOCOL.md', 'utf8').split(heading);
  return after.split('\n## ');
}
