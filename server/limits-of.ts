import type { Config } from './config/config.ts';
import { defaultLimits, type Limits } from './wires/limits.ts';

export function limitsOf(config: Config): Limits {
  return {
    ...defaultLimits,
    eventsPerSecond: config.LIMIT_EVENTS_PER_SECOND,
    eventsBurst: config.LIMIT_EVENTS_BURST,
    candidates: config.LIMIT_CANDIDATES,
    roomsPerMember: config.LIMIT_ROOMS_PER_MEMBER,
    messageBytes: config.LIMIT_MESSAGE_BYTES,
    firstMessageMs: config.LIMIT_FIRST_MESSAGE_SECONDS * 1000,
    icePerMinute: config.LIMIT_ICE_PER_MINUTE,
  };
}
