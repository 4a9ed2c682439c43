import * as v from 'valibot';
import { features, greeting } from './features.ts';
import { ice, report } from './ice.ts';
import { memberId, roomId } from './ids.ts';
import { type RefusalCode, type Refused, refused } from './refusals.ts';
import { ownRole, role } from './roles.ts';
import { signal, TOO_LARGE } from './signals.ts';

/** Raised when a rule of PROTOCOL.md changes so that an older client would notice. */
export const PROTOCOL_VERSION = 1;

const MAX_TOKEN_CHARS = 2048;
/** 128 bits as hexadecimal digits have 32, as base64url 22. */
const MIN_ATTEMPT_CHARS = 16;
const MAX_ATTEMPT_CHARS = 64;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What extensions tell of a member, such as its name. They know the shapes. */
export const addedInfo = v.looseObject({});

export const memberInfo = v.looseObject({
  id: memberId,
  /** The connection is lost, the seat is held. */
  isAway: v.optional(v.boolean()),
  /** It has its seat back and remembers nothing: it is called anew. */
  isNew: v.optional(v.boolean()),
  /** It has its seat back on a server that remembers nothing; the two of you do, and go on. */
  isResumed: v.optional(v.boolean()),
  role: v.optional(ownRole),
  /** To one who comes: this one makes no offer, so you do. */
  isYoursToCall: v.optional(v.boolean()),
  /** What it says that it can do; a client that says nothing of it is none that can do nothing. */
  features: v.optional(features),
});
/** What the others in a room may know of a member. */
export type MemberInfo = v.InferOutput<typeof memberInfo>;

const departure = v.object({
  /** It never said that it goes: its seat waited in vain, and it may yet come back as somebody new. */
  isLost: v.optional(v.boolean()),
});

/** Unknown options are kept for the extensions, and otherwise ignored: a newer client can enter an older server. */
const joinOptions = v.looseObject(
  {
    role: v.optional(role),
    /** Takes a seat back: what the acknowledgement of an earlier join gave. */
    token: v.optional(v.pipe(v.string('a token is a text'), v.maxLength(MAX_TOKEN_CHARS))),
    /**
     * How many notices about the others (otherjoin, othercalls, away, back, bye, message) came for this seat so far: those after
     * them are sent again. Without it this side has forgotten everything, and the others start over with it.
     */
    received: v.optional(count),
    /**
     * A secret that this side makes up for a seat that it asks for, and asks for again with where no answer came: it is given
     * that one seat, and no second.
     */
    attempt: v.optional(
      v.pipe(
        v.string('an attempt is a text'),
        v.minLength(MIN_ATTEMPT_CHARS, `an attempt has ${MIN_ATTEMPT_CHARS} characters or more`),
        v.maxLength(MAX_ATTEMPT_CHARS),
      ),
    ),
    /** Told to the others. Without it, what `hello` said of this connection. */
    features: v.optional(features),
  },
  'the options are an object: {name?, role?, token?, received?, attempt?, features?, …}',
);
export type JoinOptions = v.InferOutput<typeof joinOptions>;

const accepted = v.literal(true);

/** Client to server. `args` in order; trailing ones may be missing or null where they are nullish. */
export const requests = {
  /** Which versions of the protocol this side speaks: answered with the one that is spoken, and with what the server has. */
  hello: {
    args: [greeting],
    answer: v.object({ ok: accepted, version: v.number(), features: v.array(v.string()) }),
  },
  join: {
    args: [roomId, v.nullish(joinOptions)],
    answer: v.object({
      ok: accepted,
      room: roomId,
      id: memberId,
      members: v.array(memberInfo),
      capacity: v.number(),
      /** Takes this seat back, once: the answer to that brings the next one. */
      token: v.optional(v.string()),
      /** On a seat taken back: how many messages of this seat the server has dealt with, where it still knows. */
      taken: v.optional(count),
      isResumed: v.optional(v.boolean()),
      ice: v.optional(ice),
    }),
  },
  /** The page goes, and may come back in a moment, as on a reload: the others are told, the seat waits shortly. */
  hold: { args: [roomId], answer: v.object({ ok: accepted, room: roomId, id: memberId }) },
  leave: { args: [roomId], answer: v.object({ ok: accepted, room: roomId, id: memberId }) },
  /** Before joining: who is there, and whether there is a seat. Whoever knows the room may ask. */
  look: {
    args: [roomId],
    answer: v.object({
      ok: accepted,
      room: roomId,
      members: v.array(addedInfo),
      capacity: v.number(),
      /** As in `ice`. */
      stunPort: v.optional(v.number()),
      /** Whether members are given a relay. */
      hasRelay: v.boolean(),
      /** What extensions have to say at the door, by their names. */
      extensions: v.optional(v.record(v.string(), v.unknown())),
    }),
  },
  /** Credentials end: this brings new ones. */
  ice: { args: [roomId], answer: v.object({ ok: accepted, ice }) },
  /** Whether anybody is there. */
  alive: { args: [], answer: v.object({ ok: accepted }) },
  /** How a connection came about, or why none did: for the operator. */
  report: { args: [roomId, report], answer: v.object({ ok: accepted }) },
  message: {
    args: [roomId, signal, v.nullish(memberId)],
    answer: v.object({ ok: accepted }),
  },
} as const;

/** Server to client. */
export const notices = {
  joined: [roomId, memberId],
  otherjoin: [roomId, memberId, v.nullish(memberInfo)],
  /** Somebody has arrived who makes the offer. */
  othercalls: [roomId, memberId, v.nullish(memberInfo)],
  full: [roomId, memberId],
  leaved: [roomId, memberId],
  bye: [roomId, memberId, v.nullish(departure)],
  /** The connection of a member is lost, its seat is held. */
  away: [roomId, memberId],
  /** It has its seat again. With `isNew` it has forgotten everything, and is called anew. */
  back: [roomId, memberId, v.nullish(memberInfo)],
  /** To a member that has lost its seat without asking; the reason is a word for programs. */
  ejected: [roomId, memberId, v.string()],
  message: [roomId, signal, memberId],
  /** room is an empty text where the request named none. */
  refused: [v.string(), v.string(), v.string()],
} as const;

export type Shapes = readonly v.GenericSchema<unknown, unknown>[];
type Each<S extends Shapes> = { [K in keyof S]: v.InferOutput<S[K]> };
/** The last one may be left out where it is nullish. */
export type Output<S extends Shapes> = S extends readonly [
  ...infer Head extends Shapes,
  infer Last extends Shapes[number],
]
  ? undefined extends v.InferOutput<Last>
    ? readonly [...Each<Head>, v.InferOutput<Last>?]
    : Each<S>
  : Each<S>;

export type RequestName = keyof typeof requests;
export type RequestArgs<K extends RequestName> = Output<(typeof requests)[K]['args']>;
export type Accepted<K extends RequestName> = v.InferOutput<(typeof requests)[K]['answer']>;
export type Answer<K extends RequestName = RequestName> = Accepted<K> | Refused;

export type NoticeName = keyof typeof notices;
export type NoticeArgs<K extends NoticeName> = Output<(typeof notices)[K]>;
/** A notice as it is sent: its name, then its arguments. */
export type Notice = { [K in NoticeName]: readonly [K, ...NoticeArgs<K>] }[NoticeName];

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

export function isNoticeName(name: string): name is NoticeName {
  return Object.hasOwn(notices, name);
}

type Parsed<T> =
  | { readonly ok: true; readonly args: T }
  | { readonly ok: false; readonly code: RefusalCode; readonly why: string };

export function parseRequest<K extends RequestName>(
  name: K,
  args: readonly unknown[],
): Parsed<RequestArgs<K>> {
  return parseArgs(requests[name].args, args) as Parsed<RequestArgs<K>>;
}

/** The notice, or null for one that this client doesn't know or that breaks its shape. */
export function parseNotice(name: string, args: readonly unknown[]): Notice | null {
  if (!isNoticeName(name)) return null;
  const parsed = parseArgs(notices[name], args);
  return parsed.ok ? ([name, ...parsed.args] as unknown as Notice) : null;
}

export function parseAnswer<K extends RequestName>(name: K, value: unknown): Answer<K> | null {
  const parsed = v.safeParse(v.union([requests[name].answer, refused]), value);
  return parsed.success ? (parsed.output as Answer<K>) : null;
}

/** Checks from left to right and stops at the first that doesn't match. What comes after the last is ignored. */
export function parseArgs(shapes: Shapes, input: readonly unknown[]): Parsed<readonly unknown[]> {
  const args: unknown[] = [];
  for (const [index, shape] of shapes.entries()) {
    const parsed = v.safeParse(shape, input[index], { abortEarly: true });
    if (!parsed.success) {
      const { message } = parsed.issues[0];
      const code = message === TOO_LARGE ? 'too-large' : 'invalid';
      return { ok: false, code, why: `argument ${index + 1}: ${message}` };
    }
    args.push(parsed.output);
  }
  return { ok: true, args };
}
