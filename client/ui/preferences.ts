import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Call } from '../call/call-port.ts';
import type { Ways } from '../call/ice/ways.ts';
import type { Quality } from '../call/peer/quality.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { loadWords } from './locales/load-words.ts';
import type { ChosenDevices, Memory } from './memory.ts';

/** What a person chose: kept on this device, and followed by the call. */
export interface Preferences {
  readonly name: Signal<string>;
  /** How this device lets itself be reached: followed by the next connection. */
  readonly ways: Signal<Ways>;
  readonly quality: ReadonlySignal<Quality>;
  setQuality(quality: Quality): void;
  /** A short sound when somebody comes or goes. */
  readonly hasSounds: Signal<boolean>;
  /** The speaker that was chosen; null leaves it to the browser. */
  readonly speaker: ReadonlySignal<string | null>;
  choose(kind: keyof ChosenDevices, id: string): void;
  chooseLanguage(code: string): void;
}

interface PreferencesOptions {
  readonly call: Call;
  readonly media: LocalMedia;
  readonly memory: Memory;
  /** Until a person chooses. */
  readonly quality: Quality;
}

export function createPreferences(options: PreferencesOptions): Preferences {
  const { call, media, memory } = options;
  const ways = signal(memory.ways);
  const quality = signal(memory.quality ?? options.quality);
  const hasSounds = signal(memory.hasSounds);
  const speaker = signal(memory.chosen.speaker);
  effect(() => call.setQuality(quality.value));
  effect(() => {
    memory.hasSounds = hasSounds.value;
  });
  effect(() => {
    memory.ways = ways.value;
    call.setWays(ways.value);
  });
  return {
    name: signal(memory.name),
    ways,
    quality,
    setQuality(wanted) {
      memory.quality = wanted;
      quality.value = wanted;
    },
    hasSounds,
    speaker,
    choose(kind, id) {
      memory.chosen = { ...memory.chosen, [kind]: id };
      if (kind === 'speaker') speaker.value = id;
      else media.choose(kind, id);
    },
    chooseLanguage(code) {
      memory.language = code;
      void loadWords([code]);
    },
  };
}
