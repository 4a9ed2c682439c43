import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Chime } from '../../client/media/chime.ts';
import { callForAttention } from '../../client/ui/directory/attention.ts';
import type { IncomingRing } from '../../client/ui/directory/incoming.ts';
import type { OutgoingState } from '../../client/ui/directory/outgoing-ring.ts';
import { directoryLanguages } from '../../client/ui/directory/words/directory-text.ts';
import { languages } from '../../client/ui/locales/languages.ts';
import type { CalledName } from '../../extensions/directory/called-name.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ring: IncomingRing = { id: 'x'.repeat(22), who: 'Anna', from: null };

function setUp() {
  const incoming = signal<IncomingRing | null>(null);
  const outgoing = signal<OutgoingState>({ kind: 'none' });
  const hasSounds = signal(true);
  const heard: Chime[] = [];
  const shown: string[] = [];
  const page = { title: 'Parley' };
  callForAttention({
    incoming,
    outgoing,
    hasSounds,
    play: async (chime) => void heard.push(chime),
    say: ({ who }) => `${who} calls`,
    notify: (title) => {
      shown.push(title);
      return () => void shown.pop();
    },
    document: page,
  });
  return { incoming, outgoing, hasSounds, heard, shown, page };
}

test('a ring is heard again and again, seen in the title by turns, and shown outside, until it is over', () => {
  const { incoming, heard, shown, page } = setUp();
  incoming.value = ring;
  expect([heard, shown, page.title]).toEqual([['ring'], ['Anna calls'], 'Anna calls']);
  vi.advanceTimersByTime(1_000);
  expect(page.title).toBe('Parley');
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual(['ring', 'ring', 'ring']);
  expect(page.title).toBe('Anna calls');
  incoming.value = null;
  vi.advanceTimersByTime(60_000);
  expect([heard.length, shown, page.title]).toEqual([3, [], 'Parley']);
});

test('a screen that comes meanwhile keeps its title', () => {
  const { incoming, page } = setUp();
  incoming.value = ring;
  page.title = 'Ready?';
  incoming.value = null;
  expect(page.title).toBe('Ready?');
});

test('who calls hears that it rings there, once the server has taken it; who wants no sounds hears none', () => {
  const { outgoing, hasSounds, heard } = setUp();
  const name = 'minh' as CalledName;
  outgoing.value = { kind: 'ringing', name, ring: null };
  expect(heard).toEqual([]);
  outgoing.value = { kind: 'ringing', name, ring: ring.id };
  expect(heard).toEqual(['ringback']);
  hasSounds.value = false;
  vi.advanceTimersByTime(10_000);
  outgoing.value = { kind: 'over', name, code: 'busy' };
  hasSounds.value = true;
  vi.advanceTimersByTime(10_000);
  expect(heard).toEqual(['ringback']);
});

test('every language of the page has words for it', async () => {
  expect(Object.keys(directoryLanguages)).toEqual(languages.map(({ code }) => code));
  const loaded = await Promise.all(Object.values(directoryLanguages).map((load) => load()));
  for (const { problems, ...texts } of loaded) {
    const written = [...Object.values(texts), ...Object.values(problems)];
    expect(written.filter((text) => text === '')).toEqual([]);
  }
});
