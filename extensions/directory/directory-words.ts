import * as v from 'valibot';
import { displayName } from '../../protocol/display-name.ts';
import { roomId } from '../../protocol/ids.ts';

const MIN_SECRET_CHARS = 8;
const MAX_SECRET_CHARS = 128;

const ringId = v.pipe(
  v.string('a ring is a text'),
  v.regex(/^[A-Za-z0-9_-]{22}$/, 'a ring is 22 characters'),
);

const calledName = v.pipe(v.string(), v.maxLength(32));

const ring = v.object({
  id: ringId,
  /** As the one who rings says. */
  name: v.optional(displayName),
  /** By which the one who rings is reachable: the server knows it to be so. */
  from: v.optional(calledName),
});

/** How a ring ended; `no-answer` is also what those are told whom nobody wanted to tell anything. */
const ending = v.picklist(['accepted', 'declined', 'busy', 'cancelled', 'no-answer']);
export type RingEnding = v.InferOutput<typeof ending>;

const search = v.nullish(v.object({ begins: v.optional(displayName) }, 'the search is {begins?}'));

/** Somebody is called by name: a name is a room, and whoever is reachable by it sits there. */
export const directoryWords = {
  name: 'directory',
  requests: {
    /** Who lets themselves be seen, in the order of the alphabet: asked of `~.`. */
    'list-names': {
      args: [search],
      answer: v.object({ names: v.array(calledName), hasMore: v.boolean() }),
      isForVisitors: true,
      endsVisit: true,
      needsList: true,
      perMinute: 20,
    },
    /** By somebody who wants to speak with whoever sits here. `ring-over` says how it ended. */
    ring: {
      args: [v.nullish(v.object({ name: v.optional(displayName) }, 'the options are {name?}'))],
      answer: v.object({ ring: ringId, forMs: v.number() }),
      isForVisitors: true,
      perMinute: 6,
    },
    /** The connection was lost, and the ring may still go on. With a room: it was accepted meanwhile. */
    'ring-back': {
      args: [ringId],
      answer: v.object({ room: v.optional(roomId) }),
      isForVisitors: true,
      perMinute: 30,
    },
    /** Rings no more. Also when it is over: there is no more business here. */
    'stop-ringing': { args: [ringId], isForVisitors: true, endsVisit: true },
    'accept-ring': { args: [ringId], answer: v.object({ room: roomId }) },
    /** Silently: the one who rings is told nothing, and rings in vain. */
    'decline-ring': { args: [ringId, v.picklist(['declined', 'busy', 'silently'])] },
    /** Whether everybody may see that somebody is reachable by this name, as far as this device is concerned. */
    'be-seen': { args: [v.boolean('true is seen, false is not')] },
    /** Gives the name back: anybody may register it. */
    'forget-name': { args: [] },
  },
  notices: {
    /** To those who sit here: who rings; null for nobody. */
    ringing: [v.nullish(ring)],
    /** To both sides. The one who rang hears of the room as well, where it was accepted. */
    'ring-over': [ringId, ending, v.nullish(roomId)],
    /** To the others who sit here: it was given back. */
    'name-forgotten': [],
  },
  options: {
    secret: v.optional(
      v.pipe(
        v.string('a secret is a text'),
        v.minLength(MIN_SECRET_CHARS, `a secret has ${MIN_SECRET_CHARS} characters or more`),
        v.maxLength(MAX_SECRET_CHARS, `a secret has ${MAX_SECRET_CHARS} characters at most`),
      ),
    ),
  },
  refusals: {
    'name-invalid': 'This is no name by which somebody can be called.',
    'secret-needed': 'A name is kept with a secret. Give it, or choose one for a new name.',
    'secret-wrong': 'This name is registered with another secret. Choose another name.',
    'too-many-secrets': 'Too many secrets were tried from your network. Wait half an hour.',
    'too-many-names': 'Too many names were registered from your network today. Wait a day.',
    'names-full': 'This server keeps as many names as it can.',
    'too-many-devices': 'This name is in use on as many devices as it may be. Leave one first.',
    'own-name': 'This is your own name.',
    'not-there': 'Nobody is reachable by this name now.',
    engaged: 'Somebody else rings there already. Try again in a moment.',
    'no-such-ring': 'It rings no more.',
  },
} as const;
