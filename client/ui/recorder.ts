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
    const { recordingFormat, startRecording } = await import('../media/recording.ts');
    const { openRecordingSink } = await import('../media/recording-sink.ts');
    const format = recordingFormat();
    if (format === null || isRecording.value) return;
    const sink = await openRecordingSink(fileName(now(), format));
    if (!sink || call.value.peers.length === 0) return;
    recording.value = startRecording({ sink, pictures });
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

/** What is on the screen: a picture that is switched off is none. */
function pictures(): readonly [HTMLVideoElement | null, HTMLVideoElement | null] {
  const find = (selector: string) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    return video?.srcObject ? video : null;
  };
  return [find('.stage > video.remote'), find('.own video')];
}

function fileName(time: number, format: string): string {
  const stamp = new Date(time).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  return `Parley ${stamp}.${format.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}
