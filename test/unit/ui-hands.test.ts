import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Call } from '../../client/call/call-port.ts';
import type { CallSnapshot } from '../../client/call/state.ts';
import { createHands } from '../../client/ui/hands/hands.ts';
import { catalogues } from '../../client/ui/hands/hands-words.ts';
import { languages } from '../../client/ui/locales/languages.ts';
import { type MemberId, parseMemberId } from '../../protocol/ids.ts';
import { peerOf, snapshotOf } from '../support/snapshots.ts';

const [me, other] = ['@me00000000000000', '@other0000000000'].map(
  (id) => parseMemberId(id) as MemberId,
) as [MemberId, MemberId];

type Heard = (...args: readonly unknown[]) => void;

/** A call whose server answers as it is told to. */
function setUp(answers: Readonly<Record<string, unknown>>) {
  const handlers = new Map<string, Heard>();
  const asked: (readonly unknown[])[] = [];
  const port = {
    ask(...words: readonly unknown[]) {
      asked.push(words);
      return Promise.resolve(answers[String(words[0])] ?? null);
    },
    on: (name: string, handler: Heard) => void handlers.set(name, handler),
  };
  const state = signal(snapshotOf());
  const hands = createHands({ extension: () => port } as unknown as Call, state);
  return {
    hands,
    asked,
    hears: (name: string, ...args: readonly unknown[]) => handlers.get(name)?.(...args),
    async sit(part: Partial<CallSnapshot> = {}) {
      state.value = snapshotOf({ me, ...part });
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const known = { 'hands-up': { ok: true, raised: [other] }, react: { ok: true } };

describe('hands on the page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('are asked for with the seat, and again when it is back', async () => {
    const { hands, asked, sit } = setUp(known);
    expect(asked).toEqual([]);
    await sit();
    expect([hands.areKnown.value, hands.isUp(other)]).toEqual([true, true]);
    await sit({ isServerReachable: false });
    expect([hands.areKnown.value, hands.isUp(other)]).toEqual([false, false]);
    await sit();
    expect(hands.isUp(other)).toBe(true);
    expect(asked).toEqual([['hands-up'], ['hands-up']]);
  });

  test('do nothing where the server does not know them', async () => {
    const { hands, asked, sit } = setUp({ 'hands-up': { ok: false, code: 'unknown-event' } });
    await sit();
    hands.toggle();
    hands.reactAt(1);
    expect([hands.areKnown.value, asked]).toEqual([false, [['hands-up']]]);
  });

  test('are not asked for where the server says that it has none', async () => {
    const { hands, asked, sit } = setUp(known);
    await sit({ server: { version: 1, features: ['lock'] } });
    expect([hands.areKnown.value, asked]).toEqual([false, []]);
    await sit({ server: { version: 1, features: ['lock', 'hands'] } });
    expect([hands.areKnown.value, asked]).toEqual([true, [['hands-up']]]);
  });

  test.each([
    ['says nothing of what it can do', null, true],
    ['says that it knows them', ['chat', 'hands'], true],
    ['says what it can do, and nothing of them', ['chat'], false],
  ])('are offered, or not, to one who %s', async (_how, features, isOffered) => {
    const { hands, sit } = setUp(known);
    await sit({ peers: [peerOf({ features })] });
    expect(hands.areKnown.value).toBe(isOffered);
    await sit({ peers: [peerOf({ features }), peerOf()] });
    expect(hands.areKnown.value).toBe(true);
  });

  test('go up and down by the same switch', async () => {
    const { hands, asked, hears, sit } = setUp(known);
    await sit();
    hands.toggle();
    hears('hands', [other, me]);
    expect(hands.isMineUp.value).toBe(true);
    hands.toggle();
    expect(asked.slice(1)).toEqual([['raise-hand'], ['lower-hand']]);
  });

  test('show a reaction for a moment, the own one once the others have it', async () => {
    const { hands, hears, sit } = setUp(known);
    await sit();
    hears('reacted', other, '👏');
    hands.reactAt(3);
    hands.reactAt(7);
    await vi.advanceTimersByTimeAsync(0);
    const shown = () => hands.shown.value.map((one) => [hands.isMine(one), one.reaction]);
    expect(shown()).toEqual([
      [false, '👏'],
      [true, '❤️'],
    ]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(shown()).toEqual([]);
  });

  test('show no more at once than can be seen', async () => {
    const { hands, hears, sit } = setUp(known);
    await sit();
    for (let count = 0; count < 100; count += 1) hears('reacted', other, '🎉');
    expect(hands.shown.value.length).toBe(12);
  });
});

test('there are words of hands in every language', () => {
  expect(Object.keys(catalogues).sort()).toEqual(languages.map(({ code }) => code).sort());
});
