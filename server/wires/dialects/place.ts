import type { MemberId } from '../../../protocol/ids.ts';
import { Names } from './names.ts';

/** A room in which a direct client sits: its own, or one that it entered to call somebody. */
export class Place {
  /** As it was called; null in its own. */
  readonly target: string | null;
  readonly names: Names;

  constructor(clientId: string, target: string | null) {
    this.target = target;
    this.names = new Names(clientId);
  }

  get isVisit(): boolean {
    return this.target !== null;
  }

  /** Who answers is the one that was called, whatever it calls itself. */
  nameOf(id: MemberId): string {
    return this.target ?? this.names.meet({ id });
  }
}
