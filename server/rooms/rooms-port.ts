import type { Accepted, Answer, JoinOptions } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import type { Signal } from '../../protocol/signals.ts';
import type { Asking } from './asking.ts';
import type { Side } from './callers.ts';
import type { Census } from './census.ts';
import type { ExtensionEvent, Extensions } from './extensions.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { Member, MemberPort } from './member.ts';
import type { SeatClaim } from './record.ts';
import type { RoomStore } from './store.ts';

/** Signs and reads what a member shows to get its seat back. */
export interface SeatTokens {
  issue(room: RoomId, claim: Omit<SeatClaim, 'isFromBefore'>): string;
  /** Null for whatever is not a token of ours for this room that is still good. */
  read(room: RoomId, token: string): SeatClaim | null;
  /** What is kept of the secret by which a member asks for a seat again: it tells nothing of that. */
  mark(attempt: string): string;
}

export interface RoomsOptions {
  readonly store: RoomStore;
  readonly tokens: SeatTokens;
  /** Seats of a room that is opened by its first member. */
  readonly capacity: number;
  /** The same where that one only sends, or only receives, or speaks as one of many. */
  readonly oneToManyCapacity: number;
  /** How long a seat waits for a member whose connection was lost. */
  readonly graceMs: number;
  readonly now: () => number;
  readonly schedule: (job: () => void, ms: number) => void;
  readonly newMemberId: () => MemberId;
  readonly extensions: Extensions;
  /** Told once per lifecycle change; a repeated join is none. */
  readonly onChange?: (change: RoomChange, room: RoomId, id: MemberId) => void;
}

export type RoomChange = 'joined' | 'refused' | 'left' | 'away' | 'back' | 'dropped';

/** The manner, and for whom it came, are the wire's to say. */
export interface Asker extends Pick<Side, 'manner' | 'only'> {
  readonly port: MemberPort;
  /** Where this connection sits in the room already. */
  readonly seated: Member | null;
  /** The id under which it asked an extension for something, before it had a seat. */
  readonly visitor: MemberId | null;
  /** The answer reaches the member: it gets a token and can come back. */
  readonly hasToken: boolean;
}

export interface Seated {
  readonly answer: Answer<'join'>;
  /** Null where no seat was given. */
  readonly member: Member | null;
}

type Look = Pick<Accepted<'look'>, 'members' | 'capacity' | 'extensions'>;

/** What a member says to others. `frame` is how it was written. */
export interface Sent {
  readonly data: Signal;
  readonly to?: MemberId | null | undefined;
  readonly frame?: string | undefined;
  /** It means nothing to others than those who hand on what was written. */
  readonly isForFamily?: boolean | undefined;
}

/** The rooms of this node: atomic update of the record, then tell those concerned. */
export interface Rooms extends Asking {
  /** What there is beside the protocol itself: the names of the extensions. */
  readonly features: readonly string[];
  census(): Census;
  join(room: RoomId, asker: Asker, options: JoinOptions): MaybePromise<Seated>;
  /** Once the answer to `join` has been given: what waited for whoever comes. */
  handOver(room: RoomId, member: Member): void;
  /** For somebody at the door. */
  look(room: RoomId): MaybePromise<Look>;
  /** Whom somebody of this role would call who calls by itself, and one alone. Null where nobody would answer. */
  callee(room: RoomId, role: OwnRole): MaybePromise<MemberId | null>;
  /** Undefined for what no extension has declared. */
  event(name: unknown): ExtensionEvent | undefined;
  /** False where the extension is not asked about this room. */
  isAbout(event: ExtensionEvent, room: RoomId): boolean;
  leave(room: RoomId, member: Member): MaybePromise<Answer<'leave'>>;
  /** The member goes and may come back at once, as on a reload. */
  hold(room: RoomId, member: Member): MaybePromise<Answer<'hold'>>;
  /** Its connection is lost. */
  drop(room: RoomId, member: Member): MaybePromise<void>;
  /** The hot path: asks no store. Without `to`, to all whom it connects with. */
  relay(room: RoomId, from: Member, sent: Sent): Answer<'message'>;
}
