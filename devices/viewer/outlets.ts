import type { Stream } from '../codecs.ts';
import { Album } from './album.ts';
import type { Frame } from './frames.ts';
import { createAlbum, createRecording } from './recording.ts';
import type { Report } from './report.ts';
import type { RtspDoor } from './rtsp-door.ts';
import { Snapshots } from './snapshots.ts';
import { type Destination, Takes } from './takes.ts';
import type { ViewerOptions } from './viewer-options.ts';
import type { Watching } from './watching.ts';

interface OutletsOptions {
  readonly door: RtspDoor;
  readonly report: Report;
  readonly options: ViewerOptions;
  readonly watching: Watching;
  readonly sender: string;
  /** False where another is shown. */
  readonly takePipe: () => boolean;
  readonly freePipe: (problem: string | null) => void;
}

/** Anything that becomes of what one sender sends. */
interface Outlet {
  handleFrame?(frame: Frame): void;
  handlePicture?(jpeg: Buffer): void;
  close(): Promise<void>;
}

/** All that becomes of what one sender sends: a file, what a player shows, pictures. */
export class Outlets {
  readonly #options: OutletsOptions;
  readonly #outlets: readonly Outlet[];

  constructor(options: OutletsOptions) {
    this.#options = options;
    const { record, pictures, isPiped } = options.options;
    this.#outlets = [
      ...(record === null ? [] : this.#toFile(record)),
      ...(isPiped && options.takePipe() ? this.#toPlayer() : []),
      ...(pictures === null ? [] : [this.#createSnapshots(pictures)]),
    ];
  }

  handleFrame(frame: Frame): void {
    for (const outlet of this.#outlets) outlet.handleFrame?.(frame);
  }

  handlePicture(jpeg: Buffer): void {
    for (const outlet of this.#outlets) outlet.handlePicture?.(jpeg);
  }

  async close(): Promise<void> {
    await Promise.all(this.#outlets.map((outlet) => outlet.close()));
  }

  #toFile(path: string): Outlet[] {
    const { sender, report } = this.#options;
    const recording = { path, sender, report };
    return [
      this.#createTakes((streams) => createRecording(recording, streams)),
      new Album({ now: Date.now, createDestination: () => createAlbum(recording) }),
    ];
  }

  #toPlayer(): Outlet[] {
    const { freePipe } = this.#options;
    const handleEnd = (_seconds: number, problem: string | null) => freePipe(problem);
    const format = (name: string) => ['-f', name, '-flush_packets', '1', 'pipe:1'];
    const destination = (name: string): Destination => {
      return { output: ['-c', 'copy', ...format(name)], isPiped: true, handleEnd };
    };
    return [
      this.#createTakes((streams) => destination(isOfTelevision(streams) ? 'mpegts' : 'matroska')),
      new Album({ now: Date.now, createDestination: () => destination('matroska') }),
    ];
  }

  #createTakes(createDestination: (streams: readonly Stream[]) => Destination): Takes {
    const { door, watching } = this.#options;
    return new Takes({
      door,
      createDestination,
      hasSound: watching.hasSound,
      createMoments: () => watching.createMoments(),
      streamOf: (frame) => watching.streamOf(frame),
      onPictureWanted: () => watching.wishPicture(),
      now: Date.now,
    });
  }

  #createSnapshots({ folder, everyMs }: NonNullable<ViewerOptions['pictures']>): Snapshots {
    const { door, sender, report, watching } = this.#options;
    return new Snapshots({
      door,
      folder,
      everyMs,
      sender,
      report,
      streamOf: (frame) => watching.streamOf(frame),
      onPictureWanted: () => watching.wishPicture(),
      now: Date.now,
    });
  }
}

/** What a stream of television holds can be joined in the middle, and go on after a loss. */
function isOfTelevision(streams: readonly Stream[]): boolean {
  return streams.every(({ codec }) => codec === 'H264' || codec === 'OPUS');
}
