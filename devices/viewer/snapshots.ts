import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stream } from '../codecs.ts';
import { createFreeFile, removeIfEmpty } from '../free-file.ts';
import { runFfmpeg } from './ffmpeg-run.ts';
import type { Frame } from './frames.ts';
import type { Report } from './report.ts';
import type { RtspDoor } from './rtsp-door.ts';
import { Take } from './take.ts';

interface SnapshotsOptions {
  readonly door: RtspDoor;
  readonly folder: string;
  readonly everyMs: number;
  readonly sender: string;
  readonly streamOf: (frame: Frame) => Stream | null;
  readonly onPictureWanted: () => void;
  readonly report: Report;
  readonly now: () => number;
}

/** A picture of one sender now and then: a whole one is asked for when it is time, so that nothing else is decoded. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  readonly #writing = new Set<Promise<void>>();
  #lastMs: number | null = null;

  constructor(options: SnapshotsOptions) {
    this.#options = options;
  }

  handleFrame(frame: Frame): void {
    if (frame.codec === 'OPUS' || !this.#isTime) return;
    if (!frame.isKey) this.#options.onPictureWanted();
    else {
      this.#lastMs = this.#options.now();
      this.#follow(this.#decode(frame));
    }
  }

  /** One that needs no decoding. */
  handlePicture(jpeg: Buffer): void {
    if (!this.#isTime) return;
    this.#lastMs = this.#options.now();
    this.#follow(writeFile(this.#createFile(), jpeg));
  }

  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }

  get #isTime(): boolean {
    const { everyMs, now } = this.#options;
    return this.#lastMs === null || now() - this.#lastMs >= everyMs;
  }

  async #decode(frame: Frame): Promise<void> {
    const { door, streamOf, report } = this.#options;
    const stream = streamOf(frame);
    if (!stream) return;
    const take = new Take({ door, streams: [stream], momentOf: () => 0 });
    take.show(frame);
    take.end();
    const file = this.#createFile();
    const output = ['-frames:v', '1', '-q:v', '2', '-f', 'mjpeg', '-y', `file:${file}`];
    const run = runFfmpeg(['-rtsp_transport', 'tcp', '-i', take.address, ...output], {});
    const problem = await run.ended;
    take.close();
    if (removeIfEmpty(file))
      report.say(`No picture was written: ${problem ?? 'it was not whole.'}`);
  }

  #createFile(): string {
    const { folder, sender, now } = this.#options;
    const time = new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-');
    return createFreeFile(join(folder, `${sender}-${time}.jpg`));
  }

  #follow(writing: Promise<void>): void {
    const { report } = this.#options;
    const followed = writing.catch((error: unknown) => {
      report.say(`No picture was written: ${error instanceof Error ? error.message : error}`);
    });
    this.#writing.add(followed);
    void followed.then(() => this.#writing.delete(followed));
  }
}
