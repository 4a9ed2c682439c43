import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { CallSnapshot } from '../call/state.ts';

/**
 * The element in which the other person is seen and heard. A browser takes as long to make a player as to connect: it is
 * there before them, and waits for their picture.
 */
export interface Player {
  readonly element: HTMLVideoElement;
  /** Where it is seen from then on. Gives back what takes it away again. */
  stand(place: Element): () => void;
  /** Rejects where the browser wants a gesture before anything is heard. */
  show(camera: MediaStreamTrack | null, microphone: MediaStreamTrack | null): Promise<void>;
  /** After a pause that nobody here asked for; rejects as `show` does. */
  goOn(): Promise<void>;
}

export function createPlayer(call: ReadonlySignal<CallSnapshot>): Player {
  let made: HTMLVideoElement | undefined;
  const element = () => {
    made ??= makeElement();
    return made;
  };
  const show: Player['show'] = async (camera, microphone) => {
    const tracks = [camera, microphone].filter((track) => track !== null);
    // Where nothing is heard no gesture is wanted.
    element().muted = microphone === null;
    if (!isAdded(element().srcObject, tracks)) {
      element().srcObject = tracks.length > 0 ? new MediaStream(tracks) : null;
    }
    if (tracks.length > 0) await element().play();
  };
  // Once they are there they are not waited for any more, and what they were waited for with stays.
  const expected = computed(() => {
    const { peers, expectedCamera } = call.value;
    return peers.length > 0 ? undefined : expectedCamera;
  });
  const wait = (camera: MediaStreamTrack | null | undefined) => {
    if (camera || (made && camera === null)) show(camera, null).catch(() => {});
  };
  effect(() => {
    const camera = expected.value;
    if (!made?.isConnected) wait(camera);
  });
  return {
    get element() {
      return element();
    },
    stand(place) {
      place.append(element());
      return () => {
        element().remove();
        wait(expected.peek());
      };
    },
    show,
    async goOn() {
      const { srcObject, paused } = element();
      if (!paused || !srcObject) return;
      // After a phone rang, Safari goes on only with a stream that is given to it anew.
      element().srcObject = srcObject;
      await element().play();
    },
  };
}

function makeElement(): HTMLVideoElement {
  const element = document.createElement('video');
  element.autoplay = true;
  element.playsInline = true;
  return element;
}

/** A picture goes on where its track is there already: a stream that is given anew begins anew. */
function isAdded(stream: MediaProvider | null, tracks: readonly MediaStreamTrack[]): boolean {
  if (!(stream instanceof MediaStream)) return false;
  const [picture] = stream.getVideoTracks();
  if (!picture || !tracks.includes(picture)) return false;
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) stream.addTrack(track);
  return true;
}
