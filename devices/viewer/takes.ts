import type { Stream } from '../codecs.ts';
import { type FfmpegRun, runFfmpeg } from './ffmpeg-run.ts';
import type { Frame } from './frames.ts';
import type { Moments } from './moments.ts';
import type { RtspDoor } from './rtsp-door.ts';
import { Take } from './take.ts';

/** Sound and picture of one sender begin about together. */
const SOUND_MS = 1_000;
const PICTURE_MS = 3_000;
/** A full disk is not filled with trials. */
const AGAIN_MS = 10_000;

const INPUT = ['-rtsp_transport', 'tcp', '-i'];

/** Where what is taken goes. */
export interface Destination {
  /** What ffmpeg is told of it, behind its input. */
  readonly output: readonly string[];
  readonly isPiped?: boolean;
  /** Null for a problem where all is written. */
  handleEnd(seconds: number, problem: string | null): void;
}

export interface TakesOptions {
  readonly door: RtspDoor;
  /** Whether the sender has sound, that may be waited for. */
  readonly hasSound: boolean;
  readonly createMoments: () => Moments;
  readonly streamOf: (frame: Frame) => Stream | null;
  /** Of a take that begins. */
  readonly createDestination: (streams: readonly Stream[]) => Destination;
  /** It can't begin without a whole one. */
  readonly onPictureWanted: () => void;
  readonly now: () => number;
}

interface Running {
  readonly kind: 'running';
  readonly take: Take;
  readonly run: FfmpegRun;
}

type State =
  | { readonly kind: 'waiting'; readonly untilMs: number }
  | { readonly kind: 'begun'; readonly frames: readonly Frame[] }
  | Running
  | { readonly kind: 'closed' };

/** What one sender sends, as one take after the other: a new one begins where another stream comes or its coding changes. */
export class Takes {
  readonly #options: TakesOptions;
  readonly #ending = new Set<Promise<void>>();
  #state: State = { kind: 'waiting', untilMs: 0 };

  constructor(options: TakesOptions) {
    this.#options = options;
  }

  handleFrame(frame: Frame): void {
    switch (this.#state.kind) {
      case 'waiting':
        if (this.#options.now() >= this.#state.untilMs) this.#gather([], frame);
        break;
      case 'begun':
        this.#gather(this.#state.frames, frame);
        break;
      case 'running':
        this.#show(this.#state, frame);
        break;
      case 'closed':
        break;
    }
  }

  /** Resolves when all is written. */
  async close(): Promise<void> {
    if (this.#state.kind === 'begun') this.#begin(this.#state.frames);
    if (this.#state.kind === 'running') this.#end(this.#state);
    this.#state = { kind: 'closed' };
    await Promise.all(this.#ending);
  }

  /** Begins when it is known what the sender sends, and with a whole picture where it sends any. */
  #gather(before: readonly Frame[], frame: Frame): void {
    const picture = before.find(isPicture);
    if (isPicture(frame) && !picture && !frame.isKey) {
      this.#options.onPictureWanted();
      return;
    }
    const frames = [...before, frame];
    if (this.#isKnown(frames)) this.#begin(frames);
    else this.#state = { kind: 'begun', frames };
  }

  #isKnown(frames: readonly Frame[]): boolean {
    const { hasSound, now } = this.#options;
    const picture = frames.find(isPicture);
    const sinceMs = now() - ((picture ?? frames[0])?.atMs ?? 0);
    if (!picture) return sinceMs > PICTURE_MS;
    return !hasSound || sinceMs > SOUND_MS || !frames.every(isPicture);
  }

  #begin(frames: readonly Frame[]): void {
    const { door, createMoments, createDestination } = this.#options;
    const streams = this.#streamsOf(frames);
    const take = new Take({ door, streams, momentOf: createMoments() });
    const destination = createDestination(streams);
    const { output, isPiped = false } = destination;
    const run = runFfmpeg([...INPUT, take.address, ...output], { isPiped });
    const running: Running = { kind: 'running', take, run };
    this.#state = running;
    // It begins with the first picture, where there is one.
    for (const frame of frames.filter(isPicture)) take.show(frame);
    for (const frame of frames.filter((one) => !isPicture(one))) take.show(frame);
    this.#follow(running, destination);
  }

  #follow(running: Running, destination: Destination): void {
    const { take, run } = running;
    const ending = run.ended.then((problem) => {
      take.close();
      destination.handleEnd(take.seconds, problem);
      if (this.#state === running) {
        this.#state = { kind: 'waiting', untilMs: this.#options.now() + AGAIN_MS };
      }
    });
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }

  #show(running: Running, frame: Frame): void {
    if (running.take.holds(frame.codec)) running.take.show(frame);
    else {
      this.#end(running);
      this.#state = { kind: 'waiting', untilMs: 0 };
      this.#gather([], frame);
    }
  }

  #end({ take, run }: Running): void {
    take.end();
    void run.finish();
  }

  #streamsOf(frames: readonly Frame[]): readonly Stream[] {
    const found = frames.map((frame) => this.#options.streamOf(frame));
    const streams = found.filter((stream) => stream !== null);
    const all = [...new Set(streams)];
    // The picture stands first, as players expect.
    return all.sort((a, b) => Number(a.codec === 'OPUS') - Number(b.codec === 'OPUS'));
  }
}

function isPicture({ codec }: Frame): boolean {
  return codec !== 'OPUS';
}
