import type { MemberId } from '../../../protocol/ids.ts';
import type { Fingerprint } from './verification-code.ts';

/** Whose code was compared by a person on this device, and was the same. */
export interface KnownKey {
  readonly fingerprint: Fingerprint;
  /** As they called themselves then: for people, and proof of nothing. */
  readonly name: string | null;
  /** Of the clock of the call, ms. */
  readonly comparedAt: number;
}

/** Where a page keeps them. */
export interface KeyMemory {
  readonly all: readonly KnownKey[];
  keep(key: KnownKey): void;
  forget(fingerprint: Fingerprint): void;
}

/** What is known of the key of the other side. */
export type Standing =
  /** It is not known yet. */
  | 'unknown'
  | 'new'
  | 'verified'
  /** It was another earlier in this call. */
  | 'changed'
  /** Somebody of this name was verified before, with another one. */
  | 'other-key'
  /** The codes were compared and differed. */
  | 'rejected';

/** What a person says after comparing; `unknown` takes it back. */
export type Comparison = 'same' | 'different' | 'unknown';

export interface Holder {
  readonly id: MemberId;
  readonly name?: string | undefined;
}

/** The keys that this call and this device know. It outlives the peers, so that it sees one come back with another. */
export class Keyring {
  readonly #memory: KeyMemory;
  readonly #now: () => number;
  /** The one by which each member was verified in this call. */
  readonly #trusted = new Map<MemberId, Fingerprint>();
  /** Members whose key changed on a connection that went on. */
  readonly #doubted = new Set<MemberId>();
  readonly #rejected = new Set<Fingerprint>();

  constructor(memory: KeyMemory, now: () => number) {
    this.#memory = memory;
    this.#now = now;
  }

  standingOf({ id, name }: Holder, key: Fingerprint): Standing {
    if (this.#rejected.has(key)) return 'rejected';
    if (this.find(key) || this.#trusted.get(id) === key) return 'verified';
    if (this.#trusted.has(id) || this.#doubted.has(id)) return 'changed';
    return this.findByName(name) ? 'other-key' : 'new';
  }

  find(key: Fingerprint): KnownKey | null {
    return this.#memory.all.find(({ fingerprint }) => fingerprint === key) ?? null;
  }

  /** The newest. */
  findByName(name: string | undefined): KnownKey | null {
    return (name && this.#memory.all.findLast((known) => known.name === name)) || null;
  }

  /** A member is there with this key. */
  note({ id }: Holder, key: Fingerprint): void {
    if (this.find(key)) this.#trusted.set(id, key);
  }

  doubt({ id }: Holder): void {
    this.#doubted.add(id);
  }

  setCompared({ id, name }: Holder, key: Fingerprint, comparison: Comparison): void {
    this.#rejected.delete(key);
    this.#doubted.delete(id);
    this.#trusted.delete(id);
    if (comparison === 'same') {
      this.#trusted.set(id, key);
      this.#memory.keep({ fingerprint: key, name: name ?? null, comparedAt: this.#now() });
    } else this.#memory.forget(key);
    if (comparison === 'different') this.#rejected.add(key);
  }
}

/** Until the program ends. */
export function createKeyMemory(): KeyMemory {
  const keys = new Map<Fingerprint, KnownKey>();
  return {
    get all() {
      return [...keys.values()];
    },
    keep(key) {
      keys.delete(key.fingerprint);
      keys.set(key.fingerprint, key);
    },
    forget: (fingerprint) => void keys.delete(fingerprint),
  };
}
