import type { Ice, IceServer } from '../../../protocol/ice.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Link } from '../link.ts';
import { anyWay, type Ways } from './ways.ts';

/** Credentials are renewed when so much of their time has passed. */
const RENEW_AT = 0.8;

export interface IceSourceOptions {
  readonly link: Link;
  /** The host by which the server was reached: its own STUN responder is there too. */
  readonly host: string | null;
  readonly onConfiguration: (configuration: RTCConfiguration) => void;
}

/** Keeps the servers that help to a connection up to date, for as long as a call lasts. */
export class IceSource {
  readonly #options: IceSourceOptions;
  #offered: readonly IceServer[] = [];
  #ways = anyWay;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: IceSourceOptions) {
    this.#options = options;
  }

  /** What the server of the room offers. */
  get offered(): readonly IceServer[] {
    return this.#offered;
  }

  setWays(ways: Ways): void {
    this.#ways = ways;
    this.#configure();
  }

  /** By the length of their life, so that no clock has to be right. */
  take(room: RoomId, { servers, stunPort, lifetime }: Ice): void {
    const { host } = this.#options;
    const own = stunPort !== undefined && host ? [{ urls: [`stun:${host}:${stunPort}`] }] : [];
    this.#offered = [...own, ...servers];
    this.#configure();
    this.stop();
    this.#timer = setTimeout(() => this.#renew(room), lifetime * 1000 * RENEW_AT);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #configure(): void {
    const { isRelayOnly, ownServers, isOwnOnly } = this.#ways;
    const offered = isOwnOnly && ownServers.length > 0 ? [] : this.#offered;
    this.#options.onConfiguration({
      iceServers: [...ownServers, ...offered] as RTCIceServer[],
      iceTransportPolicy: isRelayOnly ? 'relay' : 'all',
    });
  }

  #renew(room: RoomId): void {
    this.#options.link.request('ice', [room], (answer) => {
      if (answer?.ok) this.take(room, answer.ice);
    });
  }
}
