import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CalledName } from '../../extensions/directory/called-name.ts';
import { openBookOfNames } from '../../server/book-of-names.ts';
import { createFileShelf, createMemoryShelf, type Shelf } from '../../server/shelf.ts';
import { createClock } from '../support/clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SECRET = 'open sesame';
const [minh, anna] = ['minh', 'anna'] as CalledName[] as [CalledName, CalledName];

const by = (address = 'here', secret = SECRET) => ({ secret, address, mayRegister: true });

async function setUp(shelf: Shelf = createMemoryShelf(), limits = {}) {
  const clock = createClock(1_000 * DAY_MS);
  const all = { names: 3, unusedDays: 10, perAddress: 5, ...limits };
  const open = () => openBookOfNames({ shelf, now: clock.now, limits: all });
  return { clock, shelf, open, book: await open() };
}

async function inFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-names-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('the book of names', () => {
  test('[C1] opens a name by the secret of whoever came first', async () => {
    const { book } = await setUp();
    expect(await book.open(minh, by())).toBeNull();
    expect(await book.open(minh, by('there', 'another one'))).toBe('secret-wrong');
    expect(await book.open(minh, by('there'))).toBeNull();
  });

  test('[C1] of two who come at once one has the name', async () => {
    const { book } = await setUp();
    const asked = [book.open(minh, by()), book.open(minh, by('there', 'another one'))];
    expect((await Promise.all(asked)).filter((why) => why === null)).toHaveLength(1);
  });

  test('[C1] registers nothing where somebody sits who knew it before', async () => {
    const { book } = await setUp();
    expect(await book.open(minh, { ...by(), mayRegister: false })).toBe('secret-wrong');
    expect(await book.open(minh, by('there', 'another one'))).toBeNull();
  });

  test('[C2] knows after a restart what it had accepted, and keeps no secret', async () => {
    const path = join(await inFolder(), 'new', 'names.json');
    const { book, open } = await setUp(createFileShelf(path));
    await Promise.all([book.open(minh, by()), book.open(anna, by('there'))]);
    const again = await open();
    expect(await again.open(minh, by('there', 'another one'))).toBe('secret-wrong');
    expect(await again.open(anna, by())).toBeNull();
    const text = await readFile(path, 'utf8');
    expect(text).toContain('"minh"');
    expect(text).not.toContain(SECRET);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(path, '..'))).toEqual(['names.json']);
  });

  test('[C2] two processes, one of which takes the place of the other, lose none', async () => {
    const { book, open } = await setUp();
    const next = await open();
    await book.open(minh, by());
    await next.open(anna, by());
    const third = await open();
    for (const name of [minh, anna]) {
      expect(await third.open(name, by('there', 'another one'))).toBe('secret-wrong');
    }
    expect(await next.open(minh, by())).toBeNull();
    await next.remove(minh);
    expect(await (await open()).open(minh, by('there', 'another one'))).toBeNull();
  });

  test('[C2] a file that can’t be read ends the start, and stays as it is', async () => {
    const path = join(await inFolder(), 'names.json');
    await writeFile(path, '{"names": [{"name": "Minh"}]}');
    await expect(setUp(createFileShelf(path))).rejects.toThrow(path);
    expect(await readFile(path, 'utf8')).toBe('{"names": [{"name": "Minh"}]}');
  });

  test('[C2] a name that could not be kept is not accepted', async () => {
    const shelf = { ...createMemoryShelf(), write: () => Promise.reject(new Error('no disk')) };
    const { book } = await setUp(shelf);
    await expect(book.open(minh, by())).rejects.toThrow('no disk');
    await expect(book.open(minh, by('there', 'another one'))).rejects.toThrow('no disk');
  });

  test('[C2] a name that was given back, or not used for long, is free', async () => {
    const { book, clock, open } = await setUp();
    await book.open(minh, by());
    await book.remove(minh);
    expect(await book.open(minh, by('there', 'another one'))).toBeNull();
    clock.advance(11 * DAY_MS);
    const later = await open();
    expect(await later.open(minh, by())).toBeNull();
  });

  test('[C2] a name that is used stays', async () => {
    const { book, clock, open } = await setUp();
    await book.open(minh, by());
    clock.advance(6 * DAY_MS);
    await book.open(minh, by());
    clock.advance(6 * DAY_MS);
    expect(await (await open()).open(minh, by('there', 'another one'))).toBe('secret-wrong');
  });

  test('[C3] an address registers so many names a day, and the book holds so many', async () => {
    const { book, clock } = await setUp(createMemoryShelf(), { perAddress: 2 });
    const open = (name: string, address = 'here') => book.open(name as CalledName, by(address));
    expect([await open('one'), await open('two')]).toEqual([null, null]);
    expect(await open('three')).toBe('too-many-names');
    expect(await open('three', 'there')).toBeNull();
    expect(await open('four', 'there')).toBe('names-full');
    clock.advance(11 * DAY_MS);
    expect(await open('four')).toBeNull();
  });

  test('[C3] however many ask at once', async () => {
    const { book } = await setUp(createMemoryShelf(), { perAddress: 2, names: 100 });
    const names = ['one', 'two', 'three', 'four', 'five'] as CalledName[];
    const answers = await Promise.all(names.map((name) => book.open(name, by())));
    expect(answers.filter((why) => why === null)).toHaveLength(2);
  });

  test('[C3] after ten wrong secrets an address waits, whatever it gives that was not right before', async () => {
    const { book } = await setUp();
    await book.open(minh, by());
    const tries = Array.from({ length: 11 }, (_, count) =>
      book.open(minh, by('thief', `no ${count}`)),
    );
    expect((await Promise.all(tries)).at(-1)).toBe('too-many-secrets');
    expect(await book.open(minh, by('thief'))).toBe('too-many-secrets');
    expect(await book.open(minh, by())).toBeNull();
  });
});
