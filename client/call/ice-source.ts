import type { Ice } from '../../protocol/ice.ts';
import type { RoomId } from '../../protocol/ids.ts';
import type { Link } from './link.ts';

/** Credentials are renewed when so much of their time has passed. */
const RENEW_AT = 0.8;

export interface IceSourceOptions {
  readonly link: Link;
  /** The host by which the server was reached: its own STUN responder is there too. */
  readonly host: string | null;
  readonly onServers: (servers: readonly RTCIceServer[]) => void;
}

/** Keeps the servers that help to a connection up to date, for as long as a call lasts. */
export class IceSource {
  readonly #options: IceSourceOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: IceSourceOptions) {
    this.#options = options;
  }

  /** By the length of their life, so that no clock has to be right. */
  take(room: RoomId, { servers, stunPort, lifetime }: Ice): void {
    const { host, onServers } = this.#options;
    const own = stunPort !== undefined && host ? [{ urls: [`stun:${host}:${stunPort}`] }] : [];
    onServers([...own, ...servers] as RTCIceServer[]);
    this.stop();
    this.#timer = setTimeout(() => this.#renew(room), lifetime * 1000 * RENEW_AT);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #renew(room: RoomId): void {
    this.#options.link.request('ice', [room], (answer) => {
      if (answer?.ok) this.take(room, answer.ice);
    });
  }
}
