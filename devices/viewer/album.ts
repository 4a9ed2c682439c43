import { type FfmpegRun, runFfmpeg } from './ffmpeg-run.ts';
import type { Destination } from './takes.ts';

/** Some may come at once: each is later than the one before, in the units of the file. */
const ONE_AFTER_ANOTHER = ['-bsf:v', 'setts=ts=if(N\\,max(PTS\\,PREV_OUTPTS+1)\\,PTS)'];

/** Of a player that stands still. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024;

interface AlbumOptions {
  readonly now: () => number;
  readonly createDestination: () => Destination;
}

/** Pictures that come one by one over a data channel, as a film: each is shown from when it came. */
export class Album {
  readonly #options: AlbumOptions;
  #run: FfmpegRun | null = null;
  #ending: Promise<void> = Promise.resolve();
  #begunMs = 0;
  #lastMs = 0;
  #isClosed = false;

  constructor(options: AlbumOptions) {
    this.#options = options;
  }

  handlePicture(jpeg: Buffer): void {
    if (this.#isClosed) return;
    this.#run ??= this.#begin();
    this.#lastMs = this.#options.now();
    const { input } = this.#run;
    if (input && input.writableLength < MOST_UNREAD_BYTES) input.write(jpeg);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#run?.input?.end();
    await this.#run?.finish();
    await this.#ending;
  }

  #begin(): FfmpegRun {
    const { createDestination, now } = this.#options;
    const { output, isPiped = false, handleEnd } = createDestination();
    this.#begunMs = now();
    const input = ['-f', 'mjpeg', '-use_wallclock_as_timestamps', '1', '-i', 'pipe:0'];
    const run = runFfmpeg([...input, ...ONE_AFTER_ANOTHER, ...output], { hasInput: true, isPiped });
    this.#ending = run.ended.then((problem) => {
      this.#isClosed = true;
      handleEnd((this.#lastMs - this.#begunMs) / 1000, problem);
    });
    return run;
  }
}
