import type { KeyMemory, KnownKey } from '../call/verification/keyring.ts';

/** The oldest go first: nobody compares with so many people. */
const MAX_KEYS = 200;
const ENTRY = 'parley.keys';

/** Whose keys were compared on this device. A browser that keeps nothing is no reason to fail. */
export function createKnownKeys(device: () => Storage): KeyMemory {
  const read = (): readonly KnownKey[] => {
    try {
      const kept: unknown = JSON.parse(device().getItem(ENTRY) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isKnownKey) : [];
    } catch {
      return [];
    }
  };
  let keys = read();
  const write = (changed: readonly KnownKey[]) => {
    keys = changed.slice(-MAX_KEYS);
    try {
      device().setItem(ENTRY, JSON.stringify(keys));
    } catch {
      // Private windows and full disks: it is remembered as long as the page.
    }
  };
  // Another tab may have written meanwhile.
  const others = (fingerprint: string) => read().filter((one) => one.fingerprint !== fingerprint);
  return {
    get all() {
      return keys;
    },
    keep: (key) => write([...others(key.fingerprint), key]),
    forget: (fingerprint) => write(others(fingerprint)),
  };
}

function isKnownKey(value: unknown): value is KnownKey {
  const { fingerprint, name, comparedAt } = (value ?? {}) as Partial<
    Record<keyof KnownKey, unknown>
  >;
  const isName = name === null || typeof name === 'string';
  return typeof fingerprint === 'string' && isName && typeof comparedAt === 'number';
}
