import { MAX_MESSAGE_CHARS } from '../../protocol/plain.ts';
import { defaultLimits } from '../wires/limits.ts';
import { amount } from './kinds.ts';
import type { Setting } from './setting.ts';

/** A limit is raised by whoever measures, and never switched off. */
const MAX_LIMIT = 999_999_999;

export const limits = {
  LIMIT_CONNECTIONS_PER_ADDRESS: {
    kind: amount('connections', 1, MAX_LIMIT),
    fallback: `${defaultLimits.connectionsPerAddress}`,
    purpose: 'Connections of one address, of IPv6 a /64.',
  },
  LIMIT_QUEUED_BYTES: {
    kind: amount('bytes', 1, MAX_LIMIT),
    fallback: `${defaultLimits.queuedBytes}`,
    purpose: 'What may wait for a connection that does not read.',
  },
  LIMIT_QUEUED_PACKETS: {
    kind: amount('packets', 1, MAX_LIMIT),
    fallback: `${defaultLimits.queuedPackets}`,
    purpose: 'The same, in packets.',
  },
  LIMIT_EVENTS_PER_SECOND: {
    kind: amount('requests', 1, MAX_LIMIT),
    fallback: `${defaultLimits.eventsPerSecond}`,
    purpose: 'Requests that one connection may make, steadily.',
  },
  LIMIT_EVENTS_BURST: {
    kind: amount('requests', 1, MAX_LIMIT),
    fallback: `${defaultLimits.eventsBurst}`,
    purpose: 'Requests that it may make at once.',
  },
  LIMIT_CANDIDATES: {
    kind: amount('candidates', 1, MAX_LIMIT),
    fallback: `${defaultLimits.candidates}`,
    purpose: 'Candidates that it may send, and again with each description.',
  },
  LIMIT_ROOMS_PER_MEMBER: {
    kind: amount('rooms', 1, MAX_LIMIT),
    fallback: `${defaultLimits.roomsPerMember}`,
    purpose: 'Rooms in which it may sit.',
  },
  LIMIT_MESSAGE_BYTES: {
    kind: amount('bytes', 1024, MAX_MESSAGE_CHARS),
    fallback: `${defaultLimits.messageBytes}`,
    purpose: 'What one message may carry.',
  },
  LIMIT_FIRST_MESSAGE_SECONDS: {
    kind: amount('seconds', 1, 3600),
    fallback: `${defaultLimits.firstMessageMs / 1000}`,
    purpose: 'Time that a connection has for its first request.',
  },
  LIMIT_ICE_PER_MINUTE: {
    kind: amount('requests', 1, MAX_LIMIT),
    fallback: `${defaultLimits.icePerMinute}`,
    purpose: 'How often a member may ask for new credentials of the relay.',
  },
} as const satisfies Record<string, Setting>;
