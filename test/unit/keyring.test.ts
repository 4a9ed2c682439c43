import { describe, expect, test } from 'vitest';
import {
  createKeyMemory,
  type KeyMemory,
  Keyring,
} from '../../client/call/verification/keyring.ts';
import { createKnownKeys } from '../../client/ui/known-keys.ts';
import { parseMemberId } from '../../protocol/ids.ts';
import { fingerprint } from '../support/exchange-end.ts';

const [KEY, NEW_KEY] = [fingerprint(1), fingerprint(2)];
const NOW = 1_000_000;

function holder(name?: string, id = '@minhminhminhminh') {
  const parsed = parseMemberId(id);
  if (!parsed) throw new Error(`${id} is no member id`);
  return { id: parsed, name };
}

const newKeyring = (memory: KeyMemory = createKeyMemory()) => new Keyring(memory, () => NOW);

/** As much of it as is used. */
function createStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  } as Storage;
}

describe('a keyring', () => {
  test('knows a key again in a later call, under any name', () => {
    const memory = createKeyMemory();
    newKeyring(memory).setCompared(holder('Minh'), KEY, 'same');
    const later = newKeyring(memory);
    expect(later.standingOf(holder('M.', '@someone-else-000'), KEY)).toBe('verified');
    expect(later.find(KEY)).toEqual({ fingerprint: KEY, name: 'Minh', comparedAt: NOW });
  });

  test('says that a key has changed only of one who was verified in this call', () => {
    const keyring = newKeyring();
    keyring.note(holder(), KEY);
    expect(keyring.standingOf(holder(), NEW_KEY)).toBe('new');
    keyring.setCompared(holder(), KEY, 'same');
    expect(keyring.standingOf(holder(), NEW_KEY)).toBe('changed');
    expect(keyring.standingOf(holder(undefined, '@someone-else-000'), NEW_KEY)).toBe('new');
    expect(keyring.standingOf(holder(), KEY)).toBe('verified');
  });

  test('has seen a remembered one in this call, too', () => {
    const memory = createKeyMemory();
    newKeyring(memory).setCompared(holder('Minh'), KEY, 'same');
    const keyring = newKeyring(memory);
    expect(keyring.standingOf(holder('Minh'), NEW_KEY)).toBe('other-key');
    keyring.note(holder('Minh'), KEY);
    expect(keyring.standingOf(holder('Minh'), NEW_KEY)).toBe('changed');
  });

  test('doubts one whose key changed on the same connection, until they compare', () => {
    const keyring = newKeyring();
    keyring.doubt(holder());
    expect(keyring.standingOf(holder(), NEW_KEY)).toBe('changed');
    keyring.setCompared(holder(), NEW_KEY, 'same');
    expect(keyring.standingOf(holder(), NEW_KEY)).toBe('verified');
  });

  test('forgets a key whose codes differed, and takes that back when asked', () => {
    const memory = createKeyMemory();
    const keyring = newKeyring(memory);
    keyring.setCompared(holder('Minh'), KEY, 'same');
    keyring.setCompared(holder('Minh'), KEY, 'different');
    expect(keyring.standingOf(holder('Minh'), KEY)).toBe('rejected');
    expect(memory.all).toEqual([]);
    keyring.setCompared(holder('Minh'), KEY, 'unknown');
    expect(keyring.standingOf(holder('Minh'), KEY)).toBe('new');
  });

  test('remembers for the call where the device keeps nothing', () => {
    const full = () => {
      throw new Error('the disk is full');
    };
    const keyring = newKeyring({ all: [], keep: () => {}, forget: () => {} });
    keyring.setCompared(holder(), KEY, 'same');
    expect(keyring.standingOf(holder(), KEY)).toBe('verified');
    const onDisk = newKeyring(createKnownKeys(full));
    onDisk.setCompared(holder(), KEY, 'same');
    expect(onDisk.find(KEY)).not.toBeNull();
  });
});

describe('the keys of a device', () => {
  test('are there for the next page, once each, and the oldest go', () => {
    const storage = createStorage();
    const keys = createKnownKeys(() => storage);
    for (let number = 0; number < 250; number += 1) {
      keys.keep({ fingerprint: fingerprint(number), name: null, comparedAt: number });
    }
    keys.keep({ fingerprint: fingerprint(100), name: 'Minh', comparedAt: 300 });
    const next = createKnownKeys(() => storage);
    expect(next.all).toEqual(keys.all);
    expect(next.all).toHaveLength(200);
    expect(next.all.at(-1)).toEqual({
      fingerprint: fingerprint(100),
      name: 'Minh',
      comparedAt: 300,
    });
    next.forget(fingerprint(100));
    expect(createKnownKeys(() => storage).all).toHaveLength(199);
  });

  test('of two tabs are kept both', () => {
    const storage = createStorage();
    const [one, other] = [createKnownKeys(() => storage), createKnownKeys(() => storage)];
    one.keep({ fingerprint: KEY, name: null, comparedAt: 1 });
    other.keep({ fingerprint: NEW_KEY, name: null, comparedAt: 2 });
    expect(createKnownKeys(() => storage).all).toHaveLength(2);
  });

  test.each(['nonsense', '{}', 'null', '[null, 7, {"fingerprint": 1}]'])(
    'that are spoilt (%s) are none',
    (text) => {
      const storage = createStorage();
      storage.setItem('parley.keys', text);
      expect(createKnownKeys(() => storage).all).toEqual([]);
    },
  );
});
