import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { englishEmojiNames } from '../../client/ui/locales/emoji-names.ts';
import { en } from '../../client/ui/locales/en.ts';
import { enPanels } from '../../client/ui/locales/en-panels.ts';
import { languageFor, languages } from '../../client/ui/locales/languages.ts';

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Where every text is, as a path; with what kind of thing it is. */
function pathsOf(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? pathsOf(value, `${before}${key}.`) : [`${before}${key}: ${typeof value}`],
  );
}

const textsOf = (tree: Tree): unknown[] =>
  Object.values(tree).flatMap((value) => (isTree(value) ? textsOf(value) : [value]));

function sources(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('locales'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
}

describe.each(languages)('$name', ({ code, load }) => {
  test('has every text that English has, of the same kind, and no other', async () => {
    const { emoji = englishEmojiNames, panels = enPanels, ...words } = await load();
    expect(pathsOf(words).sort()).toEqual(pathsOf(en).sort());
    expect(pathsOf(panels).sort()).toEqual(pathsOf(enPanels).sort());
    expect(Object.keys(emoji).sort()).toEqual(Object.keys(englishEmojiNames).sort());
    expect(words.language).toBe(code);
  });

  test('leaves no text empty, and names no two drawings alike', async () => {
    const { emoji = englishEmojiNames, panels = enPanels, ...words } = await load();
    const texts = textsOf({ ...words, panels, emoji }).filter((text) => typeof text === 'string');
    expect(texts.filter((text) => (text as string).trim() === '')).toEqual([]);
    expect(new Set(Object.values(emoji)).size).toBe(Object.keys(emoji).length);
  });

  test('counts and tells times as its speakers do', async () => {
    const { lasted, unread, recentCall, percent, title } = await load();
    const said = [lasted(1_000), lasted(62_000), lasted(600_000), unread(1), unread(3)];
    expect(new Set(said).size).toBe(said.length);
    const longAgo = Date.UTC(2026, 0, 15, 12);
    const days = [recentCall(0, longAgo, 1), recentCall(1, longAgo, 1), recentCall(3, longAgo, 1)];
    expect(new Set([...days, recentCall(90, longAgo, 1)]).size).toBe(4);
    expect(percent(0.0123)).toMatch(/^1[.,]2\s?%$/);
    expect(title('x')).toContain('x');
  });

  test('tells what the other side switches on from what it switches off', async () => {
    const { panels = enPanels } = await load();
    const { theirMicrophone, theirCamera, theirScreen } = panels;
    const said = [theirMicrophone, theirCamera, theirScreen].flatMap((say) => [
      say('Minh', true),
      say('Minh', false),
    ]);
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence).toContain('Minh');
  });
});

test('every text is used somewhere on the page', () => {
  const page = sources('client/ui');
  const unused = Object.keys({ ...en, ...enPanels }).filter(
    (key) => !new RegExp(`\\b${key}\\b`).test(page),
  );
  expect(unused).toEqual([]);
});

test('English counts one and many', () => {
  expect([en.unread(1), en.unread(2)]).toEqual(['1 unread message', '2 unread messages']);
});

test.each([
  [['vi-VN', 'en'], 'vi'],
  [['zh-TW'], 'zh-CN'],
  [['xx', 'zh'], 'zh-CN'],
  [['de', 'fr'], 'en'],
  [[], 'en'],
])('for one who reads %j the page is in %s', (wanted, code) => {
  expect(languageFor(wanted).code).toBe(code);
});
