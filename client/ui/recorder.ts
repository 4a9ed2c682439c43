import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Film, Filmed } from './film.ts';

/** Keeps a film of the call on this device. The other side is told as long as it runs. */
export interface Recorder {
  readonly isRecording: ReadonlySignal<boolean>;
  /** The last film could not be written to its end, and nobody has put the note about it away. */
  readonly isCut: Signal<boolean>;
  /** Only out of a gesture: the browser may ask where the film goes. */
  toggle(): void;
}

export function createRecorder(filmed: Filmed): Recorder {
  const film = signal<Film | null>(null);
  const isCut = signal(false);

  async function start(): Promise<void> {
    isCut.value = false;
    const { openFilm } = await import('./film.ts');
    if (film.value) return;
    const begin = await openFilm(filmed);
    if (begin && filmed.call.value.peers.length > 0) follow(begin());
  }

  function follow(begun: Film): void {
    film.value = begun;
    void begun.ended.then((end) => {
      if (film.value === begun) film.value = null;
      isCut.value ||= end === 'cut';
    });
  }

  function stop(): void {
    const ending = film.peek();
    film.value = null;
    ending?.stop();
  }

  effect(() => {
    if (filmed.call.value.peers.length === 0) stop();
  });

  return {
    isRecording: computed(() => film.value !== null),
    isCut,
    toggle: () => (film.value ? stop() : void start()),
  };
}
