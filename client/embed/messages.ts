import * as v from 'valibot';
import { displayName } from '../../protocol/display-name.ts';
import type { CallStatus } from '../call/state.ts';

/** What a page that shows Parley in a frame may ask of it, by `postMessage`. */
const hostMessage = v.variant('parley', [
  /** To be told how the call stands, now and whenever that changes. The name is for a person who has given none. */
  v.object({ parley: v.literal('follow'), name: v.optional(displayName) }),
  v.object({ parley: v.literal('join') }),
  v.object({ parley: v.literal('hang-up') }),
]);
export type HostMessage = v.InferOutput<typeof hostMessage>;

/** Null for what is none: a page has messages of its own. */
export function parseHostMessage(value: unknown): HostMessage | null {
  const parsed = v.safeParse(hostMessage, value);
  return parsed.success ? parsed.output : null;
}

/** How the call stands, and nothing of what is said in it. */
export interface CallNews {
  readonly parley: 'status';
  readonly status: CallStatus['kind'];
  /** How many others are in the room. */
  readonly others: number;
  /** Of an end: `you-left`, `other-left` or `taken-over`. */
  readonly reason?: string;
  /** Of a refusal. */
  readonly code?: string;
}

/** What the page around a frame hears; `ready` comes first. */
export type FrameMessage = { readonly parley: 'ready' } | CallNews;
