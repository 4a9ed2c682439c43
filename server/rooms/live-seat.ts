import type { Notice } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Side } from './callers.ts';
import { HeldOffer, type Relayed } from './held-offer.ts';
import type { Member } from './member.ts';
import { Outbox } from './outbox.ts';

/** A seat as this node sees it: who sits there now, and what came for it. */
export class LiveSeat {
  readonly side: Side;
  /** Null while the seat is held for a member that is away. */
  member: Member | null;
  /** Messages from this seat that were dealt with. */
  taken = 0;
  readonly held = new HeldOffer();
  readonly #outbox: Outbox | null;

  constructor(member: Member, hasToken: boolean) {
    const { id, role, manner, only } = member;
    this.side = { id, role, manner, only };
    this.member = member;
    this.#outbox = hasToken ? new Outbox() : null;
  }

  get id(): MemberId {
    return this.side.id;
  }

  /** News of the others in the room: each is delivered once, now or when the member is back. */
  tell(notice: Notice): void {
    this.#outbox?.add(notice);
    this.member?.send(notice);
  }

  /** `isMeant`: by name, or with all others. What is handed on as it is, is for all of a family. */
  take({ message, frame, isForFamily }: Relayed, isMeant = true): void {
    if (frame !== undefined && this.member?.write) this.member.write(frame);
    else if (isMeant && !isForFamily) this.tell(message);
  }

  canContinue(received: number): boolean {
    return this.#outbox?.after(received) != null;
  }

  /** A new connection takes over where the one before stopped. */
  continue(member: Member, received: number): void {
    this.member = member;
    for (const notice of this.#outbox?.after(received) ?? []) member.send(notice);
  }

  /** A new connection that knows nothing of what was. */
  restart(member: Member): void {
    this.member = member;
    this.taken = 0;
    this.#outbox?.clear();
  }
}
