import { effect, type ReadonlySignal } from '@preact/signals';
import type { OutgoingMedia } from '../call/state.ts';
import type { LocalMediaSnapshot } from '../media/local-media.ts';
import { type Mix, mixSound } from '../media/mix.ts';
import type { SharedScreen } from '../media/screen.ts';

interface OutgoingOptions {
  readonly media: ReadonlySignal<LocalMediaSnapshot>;
  readonly screen: ReadonlySignal<SharedScreen | null>;
  readonly isRecording: ReadonlySignal<boolean>;
  readonly send: (media: OutgoingMedia) => void;
}

/** What is sent: the devices; or a screen in the camera's place, and its sound together with the voice. */
export function followOutgoing({ media, screen, isRecording, send }: OutgoingOptions): void {
  let mix: Mix | null = null;
  let last: readonly unknown[] = [];
  effect(() => {
    const voice = media.value.microphone.track;
    const camera = media.value.camera.track;
    const shown = screen.value;
    const now = [voice, camera, shown, isRecording.value];
    if (now.every((part, index) => part === last[index])) return;
    last = now;
    const sound = shown?.sound ?? null;
    const used = mix;
    mix = voice && sound ? mixSound([voice, sound]) : null;
    send({
      microphone: mix?.track ?? voice ?? sound,
      camera: shown?.picture ?? camera,
      isScreen: shown !== null,
      isMuted: voice === null,
      isRecording: isRecording.value,
    });
    used?.close();
  });
}
