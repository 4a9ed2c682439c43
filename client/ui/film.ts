import { effect, type ReadonlySignal } from '@preact/signals';
import type { CallSnapshot } from '../call/state.ts';
import type { FilmPictures } from '../media/film-picture.ts';
import type { LocalMediaSnapshot } from '../media/local-media.ts';
import { type Recording, recordingFormat, startRecording } from '../media/recording.ts';
import { openRecordingSink, type RecordingSink } from '../media/recording-sink.ts';
import type { SharedScreen } from '../media/screen.ts';

/** What a film is made of, as it changes. */
export interface Filmed {
  readonly call: ReadonlySignal<CallSnapshot>;
  readonly media: ReadonlySignal<LocalMediaSnapshot>;
  /** The one that this side shares. */
  readonly screen: ReadonlySignal<SharedScreen | null>;
  readonly now: () => number;
}

export type Film = Omit<Recording, 'setSound'>;

/** A place for a film of the call, and the way to begin it; null where there is none, or none is wanted. */
export async function openFilm(filmed: Filmed): Promise<(() => Film) | null> {
  const format = recordingFormat();
  if (format === null) return null;
  const sink = await openRecordingSink(fileName(filmed.now(), format));
  return sink && (() => begin(filmed, sink));
}

function begin(filmed: Filmed, sink: RecordingSink): Film {
  const screen = playScreen(filmed.screen);
  const pictures = () => picturesOf(filmed, screen.video);
  const { ended, stop, setSound } = startRecording({ sink, pictures, now: filmed.now });
  const silence = effect(() => setSound(soundOf(filmed)));
  addEventListener('beforeunload', keepPage);
  void ended.then(() => {
    removeEventListener('beforeunload', keepPage);
    silence();
    screen.close();
  });
  return { ended, stop };
}

/** The browser asks whether to go: with the page what isn't written yet would be gone. */
function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Both voices, and what is heard of a screen: of the other side's it comes with the voice. */
function soundOf({ call, media, screen }: Filmed): readonly MediaStreamTrack[] {
  const [peer] = call.value.peers;
  const heard = [peer?.microphone, media.value.microphone.track, screen.value?.sound];
  return heard.filter((track) => track !== null && track !== undefined);
}

/** What is on the screen: a picture that is switched off is none. */
function picturesOf({ call, screen }: Filmed, shared: HTMLVideoElement): FilmPictures {
  const other = findPicture('.stage video.remote');
  if (screen.peek()) return { large: shared, small: other, isScreen: true };
  const isScreen = call.peek().peers[0]?.isSending?.screen ?? false;
  return { large: other, small: findPicture('.own video'), isScreen };
}

function findPicture(selector: string): HTMLVideoElement | null {
  const video = document.querySelector<HTMLVideoElement>(selector);
  return video?.srcObject ? video : null;
}

/** On the page of whoever shares it a screen is nowhere to be seen. */
function playScreen(screen: Filmed['screen']) {
  const video = document.createElement('video');
  video.muted = true;
  const unfollow = effect(() => {
    const picture = screen.value?.picture;
    video.srcObject = picture ? new MediaStream([picture]) : null;
    // It is refused where the next one comes before the first picture.
    if (picture) video.play().catch(() => {});
  });
  const close = () => {
    unfollow();
    video.srcObject = null;
  };
  return { video, close };
}

function fileName(time: number, format: string): string {
  const stamp = new Date(time).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  return `Parley ${stamp}.${format.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}
