import { type ReadonlySignal, signal } from '@preact/signals';
import { type SharedScreen, shareScreen, stopScreen } from '../media/screen.ts';

/** The screen that is shown to the other side, at most one. */
export interface Sharing {
  readonly isPossible: boolean;
  readonly screen: ReadonlySignal<SharedScreen | null>;
  /** Why there is none, though it was asked for. */
  readonly problem: ReadonlySignal<'blocked-by-system' | 'unknown' | null>;
  toggle(): void;
  stop(): void;
}

export function createSharing(devices: MediaDevices | undefined): Sharing {
  const screen = signal<SharedScreen | null>(null);
  const problem = signal<'blocked-by-system' | 'unknown' | null>(null);
  const isPossible = devices !== undefined && 'getDisplayMedia' in devices;
  let isAsking = false;

  function stop(): void {
    if (screen.value) stopScreen(screen.value);
    screen.value = null;
  }

  async function start(): Promise<void> {
    if (!devices || isAsking) return;
    isAsking = true;
    problem.value = null;
    const outcome = await shareScreen(devices);
    isAsking = false;
    if (outcome.ok) show(outcome.screen);
    else if (outcome.problem !== 'cancelled') problem.value = outcome.problem;
  }

  function show(shown: SharedScreen): void {
    screen.value = shown;
    // The browser has a button of its own for this.
    shown.picture.addEventListener('ended', () => {
      if (screen.value === shown) stop();
    });
  }

  return {
    isPossible,
    screen,
    problem,
    toggle: () => (screen.value ? stop() : void start()),
    stop,
  };
}
