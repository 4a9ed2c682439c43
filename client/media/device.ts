import type { Captured, DeviceKind, Facing, Wish } from './capture.ts';
import type { MediaProblem } from './media-problem.ts';

/** What the person wants, what is, and whether one is on its way to the other. */
export interface DeviceSnapshot {
  readonly isDesired: boolean;
  readonly isPending: boolean;
  /** The live track; null when off, pending or impossible. */
  readonly track: MediaStreamTrack | null;
  /** The same, and a microphone that is held while it is off. */
  readonly held: MediaStreamTrack | null;
  readonly problem: MediaProblem | null;
  /** The one in use, or the one that would be; null where the browser chooses. */
  readonly deviceId: string | null;
  readonly facing: Facing;
}

/** A microphone or a camera: it knows what is wanted and what is held, and is given what was captured. */
export class Device {
  readonly kind: DeviceKind;
  readonly #onChange: () => void;
  #isDesired = false;
  #isPending = false;
  /** A microphone is also held while it is off. */
  #held: MediaStreamTrack | null = null;
  #problem: MediaProblem | null = null;
  #chosenId: string | null = null;
  #facing: Facing = 'user';
  #snapshot: DeviceSnapshot | null = null;

  constructor(kind: DeviceKind, onChange: () => void) {
    this.kind = kind;
    this.#onChange = onChange;
  }

  get isPending(): boolean {
    return this.#isPending;
  }

  get wish(): Wish {
    return { kind: this.kind, deviceId: this.#chosenId, facing: this.#facing };
  }

  /** The same object until something changes. */
  get snapshot(): DeviceSnapshot {
    this.#snapshot ??= {
      isDesired: this.#isDesired,
      isPending: this.#isPending && this.#problem === null,
      track: this.#isDesired ? this.#held : null,
      held: this.#held,
      problem: this.#problem,
      deviceId: this.#held?.getSettings().deviceId ?? this.#chosenId,
      facing: this.#facing,
    };
    return this.#snapshot;
  }

  want(on: boolean): void {
    this.#isDesired = on;
    this.#problem = null;
    if (this.#held !== null) this.#held.enabled = on;
    // A held camera would keep its light on; a muted microphone is kept, so that the first word is not lost.
    if (!on && this.kind === 'camera') this.#release();
    this.#isPending = on && this.#held === null;
    this.#changed();
  }

  /** Another device of the kind; null leaves it to the browser. */
  choose(deviceId: string | null): void {
    this.#chosenId = deviceId;
    this.#replace();
  }

  face(facing: Facing): void {
    this.#facing = facing;
    this.#chosenId = null;
    this.#replace();
  }

  /** Asked for once more, for one of these problems. It stands until a device is there: nothing is told twice. */
  heal(...problems: readonly MediaProblem[]): void {
    if (this.#problem !== null && problems.includes(this.#problem)) this.#isPending = true;
  }

  /** What the browser or the system has silenced, and not given back, is asked for anew. */
  renewSilent(): void {
    if (this.#held?.muted) this.#replace();
  }

  /** What was wished when the request began may have changed: only what is wanted now is kept. */
  settle(captured: Captured, wish: Wish): void {
    const isStale = wish.deviceId !== this.#chosenId || wish.facing !== this.#facing;
    this.#isPending = this.#isDesired && isStale;
    if ('track' in captured) {
      if (this.#isDesired && !this.#isPending) this.#hold(captured.track);
      else captured.track.stop();
    } else if (this.#isDesired && !this.#isStillGone(captured.problem)) {
      this.#problem = captured.problem;
    }
    this.#changed();
  }

  /** What was unplugged goes on by itself when it is back, and says so. */
  #isStillGone(problem: MediaProblem): boolean {
    return this.#problem === 'unplugged' && problem === 'none-found';
  }

  stop(): void {
    this.#release();
    this.#isDesired = false;
    this.#isPending = false;
    this.#problem = null;
    this.#changed();
  }

  /** The old camera stops first: many phones give no second one beside it. A microphone goes on till the new one is there. */
  #replace(): void {
    if (this.kind === 'camera' || !this.#isDesired) this.#release();
    this.#problem = null;
    this.#isPending = this.#isDesired;
    this.#changed();
  }

  #hold(track: MediaStreamTrack): void {
    this.#held?.stop();
    this.#held = track;
    this.#problem = null;
    // Not fired by our own stop(): the device was unplugged, or taken away by the browser or the system.
    track.addEventListener('ended', () => {
      if (this.#held !== track) return;
      this.#held = null;
      this.#problem = this.#isDesired ? 'unplugged' : null;
      this.#changed();
    });
  }

  #release(): void {
    this.#held?.stop();
    this.#held = null;
  }

  #changed(): void {
    this.#snapshot = null;
    this.#onChange();
  }
}
