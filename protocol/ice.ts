import * as v from 'valibot';

const MAX_URL_CHARS = 512;
const url = v.pipe(v.string(), v.maxLength(MAX_URL_CHARS), v.regex(/^(stuns?|turns?):/));

/** RTCIceServer (W3C webrtc-pc, section 4.2.4), as the server gives it. */
export const iceServer = v.object({
  urls: v.pipe(v.array(url), v.minLength(1)),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});
export type IceServer = v.InferOutput<typeof iceServer>;

export function parseIceServer(value: unknown): IceServer | null {
  const parsed = v.safeParse(iceServer, value);
  return parsed.success ? parsed.output : null;
}

/** What helps two members to a connection. */
export const ice = v.object({
  servers: v.array(iceServer),
  /** The UDP port of the STUN responder of the server itself, at the host that the client reached it by. */
  stunPort: v.optional(v.number()),
  /** Seconds for which the credentials are good, counted from the answer: no clock has to be right. */
  lifetime: v.number(),
});
export type Ice = v.InferOutput<typeof ice>;

/** Why no connection came about, for the person and for the operator. */
export const verdicts = [
  /** No relay is configured, and there is no direct way. */
  'no-relay',
  /** This side wants to be reached by a relay only, and none is configured. */
  'hidden-without-relay',
  /** The relay did not accept our credentials. */
  'relay-refused',
  /** The relay did not answer. */
  'relay-unreachable',
  /** The other side's browser named no address at all. */
  'other-offers-nothing',
  'unknown',
] as const;
export type Verdict = (typeof verdicts)[number];

/** What a page tells of its connection to another member: how it came about, or why it did not. */
export const reports = ['direct', 'relayed', ...verdicts] as const;
export const report = v.picklist(reports);
export type Report = v.InferOutput<typeof report>;
