import { type ChildProcess, spawn } from 'node:child_process';
import { explain, NO_FFMPEG } from './ffmpeg-problem.ts';
import type { Source } from './source.ts';

const AGAIN_MS = 2_000;
/** Who loads a page anew is back by then. */
const LINGER_MS = 2_000;
const END_MS = 2_000;
const MOST_COMPLAINTS = 4_000;

interface EncodingOptions {
  readonly ffmpeg: string;
  readonly source: Source;
  readonly arguments: readonly string[];
  readonly onBegin: () => void;
  readonly onOutput: (bytes: Buffer) => void;
  readonly onTrouble: (sentence: string) => void;
}

/** ffmpeg, which runs while somebody watches, and is started again when it ends before that. */
export class Encoding {
  readonly #options: EncodingOptions;
  readonly #wanting = new Set<object>();
  #process: ChildProcess | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: EncodingOptions) {
    this.#options = options;
    // Also where this program ends by an error. Where it is killed, its end of the pipe is closed.
    process.once('exit', this.#kill);
  }

  want(by: object): void {
    this.#wanting.add(by);
    clearTimeout(this.#timer);
    if (!this.#process) this.#start();
  }

  unwant(by: object): void {
    this.#wanting.delete(by);
    if (this.#wanting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#stop(), LINGER_MS);
  }

  /** Resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#wanting.clear();
    clearTimeout(this.#timer);
    await this.#stop();
    process.off('exit', this.#kill);
  }

  readonly #kill = (): void => {
    this.#process?.kill('SIGKILL');
  };

  #start(): void {
    const { ffmpeg, arguments: args, onBegin, onOutput } = this.#options;
    let complaints = '';
    const child = spawn(ffmpeg, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    onBegin();
    child.stdout.on('data', onOutput);
    child.stderr.on('data', (text) => {
      complaints = (complaints + text).slice(-MOST_COMPLAINTS);
    });
    child.once('error', () => this.#handleEnd(child, NO_FFMPEG));
    child.once('close', () => this.#handleEnd(child, explain(complaints, this.#options.source)));
  }

  #handleEnd(child: ChildProcess, why: string): void {
    if (this.#process !== child) return;
    this.#process = null;
    if (this.#wanting.size === 0) return;
    this.#options.onTrouble(why);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), AGAIN_MS * (1 + Math.random()));
  }

  #stop(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.pid === undefined) return Promise.resolve();
    return new Promise((ended) => {
      const killing = setTimeout(() => child.kill('SIGKILL'), END_MS);
      child.once('close', () => {
        clearTimeout(killing);
        ended();
      });
      child.kill('SIGTERM');
    });
  }
}
