/** What one connection, or one address, may take of the server. Each is a setting; none can be switched off. */
export interface Limits {
  readonly connectionsPerAddress: number;
  readonly eventsPerSecond: number;
  readonly eventsBurst: number;
  /** Before a description, and once more with each. */
  readonly candidates: number;
  readonly roomsPerMember: number;
  /** Of what one `message` carries, counted in UTF-16 units. A frame may have twice as many bytes. */
  readonly messageBytes: number;
  /** Within this time a connection has made a request that was accepted. */
  readonly firstMessageMs: number;
  /** New credentials. */
  readonly icePerMinute: number;
  /** Waiting for a connection that does not read. */
  readonly queuedBytes: number;
  readonly queuedPackets: number;
}

export const defaultLimits: Limits = {
  connectionsPerAddress: 50,
  eventsPerSecond: 20,
  eventsBurst: 60,
  candidates: 100,
  roomsPerMember: 8,
  messageBytes: 64 * 1024,
  firstMessageMs: 10_000,
  icePerMinute: 5,
  queuedBytes: 1024 * 1024,
  queuedPackets: 256,
};
