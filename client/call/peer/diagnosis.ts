import type { Report } from '../../../protocol/ice.ts';
import type { PeerSnapshot } from '../state.ts';
import type { Sample } from '../statistics/sample.ts';
import { Witness } from './witness.ts';

/** Where nothing can be tried, browsers never say that it failed. */
const PATIENCE_MS = 15_000;

export interface DiagnosisOptions {
  readonly connection: RTCPeerConnection;
  /** How a connection came about, or why none did. Each is told once. */
  readonly onReport: (report: Report) => void;
  readonly onChange: () => void;
}

/** The first way that ICE finds is often left at once for a better one: what is in use then is told. */
const SETTLED_SAMPLES = 2;

/** Says how the connection came about, or why none did, when none has for too long. */
export class Diagnosis {
  readonly #options: DiagnosisOptions;
  readonly #witness: Witness;
  #failure: PeerSnapshot['failure'] = null;
  #wasConnected = false;
  #samples = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DiagnosisOptions) {
    const { connection } = options;
    this.#options = options;
    this.#witness = new Witness(connection);
    for (const event of ['connectionstatechange', 'signalingstatechange'] as const) {
      connection.addEventListener(event, () => this.#handleState());
    }
  }

  get failure(): PeerSnapshot['failure'] {
    return this.#failure;
  }

  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  handleSample({ path }: Sample): void {
    if (!path) return;
    this.#samples += 1;
    if (this.#samples === SETTLED_SAMPLES) this.#options.onReport(path.kind);
  }

  stop(): void {
    clearTimeout(this.#patience);
  }

  #handleState(): void {
    const { connectionState, currentRemoteDescription } = this.#options.connection;
    this.#wasConnected ||= connectionState === 'connected';
    if (connectionState === 'connected') this.#failure = null;
    if (connectionState === 'failed' && !this.#wasConnected) this.#fail();
    // From the first answer on something should happen.
    if (currentRemoteDescription) this.#patience ??= setTimeout(() => this.#lose(), PATIENCE_MS);
  }

  #lose(): void {
    if (this.#wasConnected) return;
    this.#fail();
    this.#options.onChange();
  }

  #fail(): void {
    const isFirst = this.#failure === null;
    this.#failure = this.#witness.testify();
    if (isFirst) this.#options.onReport(this.#failure.verdict);
  }
}
