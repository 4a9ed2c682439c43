import type { MemberId } from '../../../protocol/ids.ts';

/** The name is told by an extension, which a server may do without. */
interface Named {
  readonly id: MemberId;
  readonly name?: unknown;
}

/**
 * How a client of a family that chooses its own ids knows the others in a room: by their names where each is somebody's
 * own, else by the ids that the server gave.
 */
export class Names {
  readonly #shown = new Map<MemberId, string>();
  readonly #ids = new Map<string, MemberId>();
  readonly #own: string | null;

  constructor(own: string | null) {
    this.#own = own;
  }

  get size(): number {
    return this.#shown.size;
  }

  meet({ id, name }: Named): string {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const isFree =
      typeof name === 'string' && name !== '' && name !== this.#own && !this.#ids.has(name);
    const shown = isFree ? name : id;
    this.#shown.set(id, shown);
    this.#ids.set(shown, id);
    return shown;
  }

  idOf(shown: string): MemberId | undefined {
    return this.#ids.get(shown);
  }

  forget(id: MemberId): string {
    const shown = this.meet({ id });
    this.#shown.delete(id);
    this.#ids.delete(shown);
    return shown;
  }
}
