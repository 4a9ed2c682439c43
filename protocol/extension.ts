import * as v from 'valibot';
import { type Output, parseArgs, type Shapes } from './events.ts';
import type { MemberId, RoomId } from './ids.ts';
import { type Refused, refused } from './refusals.ts';

/** A request of an extension. On the wire the room comes first, and is not declared. */
export interface ExtensionRequest {
  readonly args: Shapes;
  /** What the acknowledgement has beside `ok`. */
  readonly answer?: v.GenericSchema<unknown, object>;
  /** Also for those who hold no seat. Without it they are `not-in-room`. */
  readonly isForVisitors?: true;
  /** How often one connection may ask. Without it, as often as for anything. */
  readonly perMinute?: number;
  /** A visitor has no more business in the room after it. */
  readonly endsVisit?: true;
  /** The handler sees what all rooms of the extension's own are listed as. */
  readonly needsList?: true;
}

/** What an extension says and hears. Both ends know it. */
export interface Words {
  readonly name: string;
  /** Client to server. */
  readonly requests: Readonly<Record<string, ExtensionRequest>>;
  /** Server to client. Each tells how things stand, not what happened: who was away is told the latest only. */
  readonly notices: Readonly<Record<string, Shapes>>;
  /** A stable code for programs, a sentence for people. */
  readonly refusals: Readonly<Record<string, string>>;
  /** What it reads from the options of `join`. */
  readonly options?: v.ObjectEntries;
  /** What it tells the others of a member, beside its `id`. */
  readonly info?: v.ObjectEntries;
}

type RequestOf<W extends Words, K extends keyof W['requests']> = W['requests'][K];
export type ExtensionArgs<W extends Words, K extends keyof W['requests']> = Output<
  RequestOf<W, K>['args']
>;
type More<R extends ExtensionRequest> =
  R['answer'] extends v.GenericSchema<unknown, infer A> ? A : object;
export type ExtensionAccepted<W extends Words, K extends keyof W['requests']> = {
  readonly ok: true;
} & More<RequestOf<W, K>>;
export type ExtensionNoticeArgs<W extends Words, K extends keyof W['notices']> = Output<
  W['notices'][K]
>;
type Entries<E> = E extends v.ObjectEntries
  ? { readonly [K in keyof E]: v.InferOutput<E[K]> }
  : object;
type OptionsOf<W extends Words> = Entries<W['options']>;
type InfoOf<W extends Words> = Partial<Entries<W['info']>>;

/** What the others may know of a member, by all extensions together. */
export type Info = Readonly<Record<string, unknown>>;

/** `state` is what the extension keeps for this member; null for one that keeps nothing for members. */
interface MemberView<Own> {
  readonly id: MemberId;
  readonly info: Info;
  readonly isAway: boolean;
  readonly state: Own;
}

/** A room as an extension sees it. One that nobody sits in has no members and its first state. */
export interface RoomView<State, Own = null> {
  readonly id: RoomId;
  readonly capacity: number;
  readonly state: State;
  /** In order of arrival. */
  readonly members: readonly MemberView<Own>[];
}

/** Whom to tell: one, by the id under which it asked or sits; all members; all but one. */
type Audience = MemberId | 'all' | { readonly allBut: MemberId };

type Telling<W extends Words> = {
  [K in keyof W['notices'] & string]: readonly [
    to: Audience,
    notice: K,
    ...args: ExtensionNoticeArgs<W, K>,
  ];
}[keyof W['notices'] & string];

/** `woken` is called after so long, with what it is about: a text of the extension's own. */
export interface Wake {
  readonly afterMs: number;
  readonly about: string;
}

/** What becomes of the room. What isn't named stays as it is. */
export interface Outcome<W extends Words, State, Own = null> {
  readonly state?: State;
  /** By their ids. Whoever is gone keeps nothing. */
  readonly memberStates?: Readonly<Record<MemberId, Own>>;
  readonly tell?: readonly Telling<W>[];
  readonly wake?: Wake;
}

interface Turn<State, Own> {
  readonly room: RoomView<State, Own>;
  /** A member of the room, or a visitor: the id holds for this connection. */
  readonly from: MemberId;
  readonly isMember: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Rooms of the extension's own in which this connection sits. */
  readonly seats: readonly RoomId[];
  /** For a request that needs it: how rooms of the extension's own are listed. */
  readonly list: readonly unknown[];
}

type Handler<W extends Words, K extends keyof W['requests'], State, Own> = (
  turn: Turn<State, Own>,
  ...args: ExtensionArgs<W, K>
) => Refused | (Outcome<W, State, Own> & { readonly answer?: More<RequestOf<W, K>> });

/** Somebody who asks for a seat of its own. */
export interface Entry<W extends Words, State, Own = null> {
  readonly room: RoomView<State, Own>;
  readonly info: Info;
  /** The id under which it asked for something before, on this connection. */
  readonly visitor: MemberId | null;
  /** The same for all connections that count as one client's. */
  readonly address: string;
  readonly options: OptionsOf<W>;
  readonly now: number;
}

/** `waives`: names of extensions whose refusals don't count for this one. */
export interface Admission<State, Own = null> {
  readonly state?: State;
  /** Of the one who comes. */
  readonly memberState?: Own;
  /** Of `join`, in the place of those that were given: for what the others may know. */
  readonly options?: object;
  readonly waives?: readonly string[];
}

/** `tells` is plain JSON. */
interface Seen {
  /** Says how many are there, and nothing of them. */
  readonly hidesInfo?: boolean;
  readonly tells?: unknown;
}

/** A relayed message on its way. */
export interface Relay {
  readonly room: RoomId;
  readonly from: MemberId;
  /** Null is all the others. */
  readonly to: MemberId | null;
  readonly data: unknown;
}

/** Rooms that belong to one extension, and are no calls: no other is asked about them, and they are not counted. */
interface OwnRooms<State, Own> {
  /** Of their names. No other extension has one that begins so. */
  readonly prefix: string;
  /** Seats in each. */
  readonly capacity: number;
  /** How a room with somebody in it is listed for requests that need the list; undefined for one that is not. */
  list?(room: RoomView<State, Own>): unknown;
}

/** Left out by those that keep nothing for members. */
type OfMembers<Own> = null extends Own
  ? { readonly initialOfMember?: Own }
  : {
      /** Of a member that has just come. */
      readonly initialOfMember: Own;
    };

/**
 * A named addition to the room protocol. Its states, of a room and of each member (`Own`), are plain JSON and are kept in
 * the room's record: they are changed together with the seats or not at all. A member's comes with its seat, is there
 * when it is back, and ends with the seat. All but `beforeJoin` may be called more than once for one request, so they are
 * pure: what they want is in what they give back.
 */
export type Extension<W extends Words = Words, State = unknown, Own = null> = OfMembers<Own> & {
  readonly words: W;
  /** Of a room that has just been opened. */
  readonly initial: State;
  /** The states are carried over a restart of the server, sealed, by those who return. */
  readonly isKept?: true;
  /** Where it has some, it is asked about these and no others. */
  readonly ownRooms?: OwnRooms<State, Own>;
  readonly handlers: { readonly [K in keyof W['requests']]: Handler<W, K, State, Own> };
  /** What the others may know of whoever comes with these options. */
  info?(options: OptionsOf<W>): InfoOf<W>;
  /** May wait. Where the room's state has changed in the meantime, it is asked again. What it throws refuses. */
  beforeJoin?(
    entry: Entry<W, State, Own>,
  ): Refused | Admission<State, Own> | Promise<Refused | Admission<State, Own>>;
  /** A member is in, or back: it is told how things stand. */
  joined?(room: RoomView<State, Own>, member: MemberId): Outcome<W, State, Own>;
  /**
   * A member is gone, with this state: also the last one, after whom nothing is kept. Or a visitor that has asked for
   * something, which has none.
   */
  left?(room: RoomView<State, Own>, id: MemberId, memberState?: Own): Outcome<W, State, Own>;
  /** Time has passed, as an outcome wished. */
  woken?(room: RoomView<State, Own>, about: string): Outcome<W, State, Own>;
  /** Of requests that were accepted: what is to be done outside, once. The answer waits for it. */
  readonly afterwards?: { readonly [K in keyof W['requests']]?: (room: RoomId) => Promise<void> };
  /** On the hot path: it sees no state. */
  beforeRelay?(relay: Relay): Refused | null;
  roomClosed?(room: RoomId, state: State): void;
  /** For somebody at the door. */
  look?(room: RoomView<State, Own>): Seen | undefined;
};

/** One of any words and any state, as those hold it that know nothing of either. */
export type AnyExtension = Extension<Words, unknown, unknown>;

export type Defined<W extends Words> = Omit<AnyExtension, 'words'> & { readonly words: W };

/** Says that words, state and handlers belong together, so that the compiler sees to it. */
export function defineExtension<const W extends Words, State, Own = null>(
  extension: Extension<W, State, Own>,
): Defined<W> {
  // A state is handed to the extension that it came from, and arguments are checked by the words they were declared in.
  return extension as unknown as Defined<W>;
}

/** A notice of an extension as it is sent. */
export type ExtensionNotice = readonly [name: string, room: RoomId, ...args: unknown[]];

export function refuseAs<W extends Words>(words: W, code: keyof W['refusals'] & string): Refused {
  return { ok: false, code, message: words.refusals[code] ?? '' };
}

type ParsedOptions =
  | { readonly ok: true; readonly options: object }
  | { readonly ok: false; readonly why: string };

/** Out of the options of `join`, those of one extension. */
export function parseOptions({ options = {} }: Words, given: object): ParsedOptions {
  const parsed = v.safeParse(v.object(options), given, { abortEarly: true });
  if (parsed.success) return { ok: true, options: parsed.output };
  const [issue] = parsed.issues;
  return { ok: false, why: `${v.getDotPath(issue) ?? 'options'}: ${issue.message}` };
}

const accepted = v.looseObject({ ok: v.literal(true) });

/** What came as the acknowledgement of an extension's request; null for what is none. */
export function parseExtensionAnswer<W extends Words, K extends keyof W['requests'] & string>(
  words: W,
  name: K,
  value: unknown,
): ExtensionAccepted<W, K> | Refused | null {
  const own = words.requests[name]?.answer;
  const shape = own ? v.intersect([accepted, own]) : accepted;
  const parsed = v.safeParse(v.union([shape, refused]), value);
  return parsed.success ? (parsed.output as ExtensionAccepted<W, K> | Refused) : null;
}

/** The arguments of an extension's notice behind the room; null for what is not as declared. */
export function parseExtensionNotice<W extends Words, K extends keyof W['notices'] & string>(
  words: W,
  name: K,
  args: readonly unknown[],
): ExtensionNoticeArgs<W, K> | null {
  const parsed = parseArgs(words.notices[name] ?? [], args);
  return parsed.ok ? (parsed.args as ExtensionNoticeArgs<W, K>) : null;
}
