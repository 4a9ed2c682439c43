import type { Heard, Request, WireName } from '../transcript.ts';

/** One client of the server that is checked. */
export interface Connection {
  send(frame: Request): void;
  /** A frame as it is, where the wire has such. */
  sendText(text: string): void;
  /** Says goodbye on the transport, without `leave`. */
  close(): void;
  /** As a lost network does. */
  cut(): void;
  /** Where nobody can be asked `alive`: what it brings is the event `<pong>`. */
  ping?(): void;
}

export interface Listener {
  onFrame(frame: Heard): void;
  /** With the number of RFC 6455 where the wire tells it. */
  onClosed(code: number | null): void;
}

export interface ConnectOptions {
  /** As a page of this host sends it. */
  readonly origin?: string;
  /** Answers no heartbeat. */
  readonly isMute?: boolean | undefined;
  /** Below the server's address: frames are texts there, each the event `<text>`. */
  readonly at?: string | undefined;
}

/** One way to the server. */
export interface CheckedWire {
  readonly name: WireName;
  /** Rejects where the server refuses the handshake. */
  connect(listener: Listener, options?: ConnectOptions): Promise<Connection>;
}
