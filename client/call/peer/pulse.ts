const BEAT_MS = 300;
/** Beats in a row: so long something comes with each, until it stops. Where nothing is sent, beats are far apart. */
const LIVELY = 2;
const SILENT = 2;
const SILENT_FOR_LONG = 3;

export interface PulseOptions {
  readonly connection: RTCPeerConnection;
  /** What came all the time comes no more. */
  readonly onSilence: () => void;
  /** After a silence something comes again. */
  readonly onReturn: () => void;
}

/** Feels within little more than a second that a way is dead. Browsers take more than five to say so. */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #received = 0;
  /** One that has just been made is lively until it is found otherwise. */
  #heard = LIVELY;
  #missed = 0;
  #isSilent = false;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
  }

  /** Known a beat before it is told. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #beat(): Promise<void> {
    const { connection } = this.#options;
    if (connection.connectionState !== 'connected') return;
    const reports = await connection.getStats().catch(() => null);
    if (!reports) return;
    const received = countReceived(reports);
    const hasGrown = received !== this.#received;
    this.#received = received;
    if (hasGrown) this.#hear();
    else this.#miss();
  }

  #hear(): void {
    this.#heard += 1;
    const wasAway = this.#missed >= SILENT_FOR_LONG;
    this.#missed = 0;
    this.#isSilent = false;
    if (wasAway) this.#options.onReturn();
  }

  #miss(): void {
    this.#missed += 1;
    if (this.#missed === SILENT) this.#isSilent = this.#heard >= LIVELY;
    if (this.#missed !== SILENT_FOR_LONG) return;
    this.#heard = 0;
    if (this.#isSilent) this.#options.onSilence();
  }
}

/** Media, and the checks of the way itself. */
function countReceived(reports: RTCStatsReport): number {
  let count = 0;
  for (const report of reports.values()) {
    if (report.type !== 'candidate-pair') continue;
    const { bytesReceived = 0, requestsReceived = 0, responsesReceived = 0 } = report;
    count += bytesReceived + requestsReceived + responsesReceived;
  }
  return count;
}
