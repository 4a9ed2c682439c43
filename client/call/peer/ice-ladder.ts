/** A connection that stutters often heals by itself: so long it is given. */
const PATIENCE_MS = 3_000;
/** Known to be there again, or to have changed, a way is given so long to work before another is looked for. */
const RETURN_MS = 1_200;
/** Before each try; after the last one nothing helps but a new peer. */
const STEPS_MS = [0, 300, 1_200, 2_700, 4_800, 7_000];
/** Two sides never try in step. */
const JITTER = 0.3;

export interface IceLadderOptions {
  readonly connection: RTCPeerConnection;
  /** Whether nothing comes any more, although the browser calls it connected. */
  readonly isSilent: () => boolean;
  /** All tries are used up. */
  readonly onExhausted: () => void;
}

/** Brings a lost connection back: waits, then restarts ICE, ever more patiently. */
export class IceLadder {
  readonly #options: IceLadderOptions;
  #step = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: IceLadderOptions) {
    this.#options = options;
    options.connection.addEventListener('connectionstatechange', () => this.#handleState());
  }

  /** Restarts since the connection was there last. */
  get step(): number {
    return this.#step;
  }

  /** Another network is there, or the other side can be reached again: worth a try, unless all is well soon. */
  hurry(): void {
    const { connectionState } = this.#options.connection;
    if (connectionState === 'failed') this.#wait(0);
    // The silence of one that is called connected may not have been noticed yet.
    else if (connectionState !== 'new' && connectionState !== 'connecting') this.#wait(RETURN_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #handleState(): void {
    clearTimeout(this.#timer);
    const { connectionState } = this.#options.connection;
    if (connectionState === 'connected') this.#step = 0;
    if (connectionState === 'disconnected') this.#climb(PATIENCE_MS);
    if (connectionState === 'failed') this.#climb(0);
  }

  #climb(patience: number): void {
    const pause = STEPS_MS[this.#step];
    if (pause === undefined) {
      this.#options.onExhausted();
      return;
    }
    this.#wait((patience + pause) * (1 + JITTER * Math.random()));
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restart(), ms);
  }

  #restart(): void {
    const { connection, isSilent } = this.#options;
    const { connectionState } = connection;
    if (connectionState === 'closed') return;
    if (connectionState === 'connected' && !isSilent()) {
      this.#step = 0;
      return;
    }
    this.#step += 1;
    connection.restartIce();
    // A restart that leads nowhere may change no state.
    this.#climb(2 * PATIENCE_MS);
  }
}
