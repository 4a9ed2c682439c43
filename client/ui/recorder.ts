import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CallSnapshot } from '../call/state.ts';
import type { LocalMediaSnapshot } from '../media/local-media.ts';
import type { Recording } from '../media/recording.ts';

/** Keeps a film of the call on this device. The other side is told as long as it runs. */
export interface Recorder {
  readonly isRecording: ReadonlySignal<boolean>;
  /** Only out of a gesture: the browser may ask where the film goes. */
  toggle(): void;
}

interface RecorderOptions {
  readonly call: ReadonlySignal<CallSnapshot>;
  readonly media: ReadonlySignal<LocalMediaSnapshot>;
  readonly now: () => number;
}

export function createRecorder({ call, media, now }: RecorderOptions): Recorder {
  const recording = signal<Recording | null>(null);
  const isRecording = signal(false);

  async function start(): Promise<void> {
    const { openFilm } = await import('./film.ts');
    if (isRecording.value) return;
    const begin = await openFilm(now());
    if (!begin || call.value.peers.length === 0) return;
    recording.value = begin();
    isRecording.value = true;
  }

  function stop(): void {
    const ending = recording.peek();
    recording.value = null;
    isRecording.value = false;
    void ending?.stop();
  }

  effect(() => {
    const heard = [call.value.peers[0]?.microphone ?? null, media.value.microphone.track];
    recording.value?.setSound(heard.filter((track) => track !== null));
  });
  effect(() => {
    if (call.value.peers.length === 0) stop();
  });

  return { isRecording, toggle: () => (isRecording.value ? stop() : void start()) };
}
