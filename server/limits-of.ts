import type { Config } from './config/config.ts';
import type { Limits } from './wires/limits.ts';

export function limitsOf(config: Config): Limits {
  return {
    connectionsPerAddress: config.LIMIT_CONNECTIONS_PER_ADDRESS,
    queuedBytes: config.LIMIT_QUEUED_BYTES,
    queuedPackets: config.LIMIT_QUEUED_PACKETS,
    eventsPerSecond: config.LIMIT_EVENTS_PER_SECOND,
    eventsBurst: config.LIMIT_EVENTS_BURST,
    candidates: config.LIMIT_CANDIDATES,
    roomsPerMember: config.LIMIT_ROOMS_PER_MEMBER,
    messageBytes: config.LIMIT_MESSAGE_BYTES,
    firstMessageMs: config.LIMIT_FIRST_MESSAGE_SECONDS * 1000,
    icePerMinute: config.LIMIT_ICE_PER_MINUTE,
  };
}
