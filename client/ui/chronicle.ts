import { type ReadonlySignal, signal } from '@preact/signals';
import type { Call } from '../call/call-port.ts';
import { append } from '../call/statistics/bounded.ts';
import type { Happening, LogEntry } from '../call/statistics/call-log.ts';
import type { Sample } from '../call/statistics/sample.ts';
import type { LocalMedia } from '../media/local-media.ts';

/** Half an hour at one sample in two seconds. */
const MAX_SAMPLES = 900;
const MAX_ENTRIES = 500;

interface ChronicleOptions {
  readonly call: Call;
  readonly media: LocalMedia;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Reader = typeof import('../call/statistics/call-log.ts');

/** What was measured, and what happened, since the call began: of the one going on, or of the last one. */
export interface Chronicle {
  readonly samples: ReadonlySignal<readonly Sample[]>;
  readonly log: ReadonlySignal<readonly LogEntry[]>;
}

export function createChronicle({ call, media, now }: ChronicleOptions): Chronicle {
  const samples = signal<readonly Sample[]>([]);
  const log = signal<readonly LogEntry[]>([]);
  let lastCall = call.snapshot;
  let lastMedia = media.snapshot;

  let reader: Promise<Reader> | undefined;

  // Loaded with the first call. What happens before it is there waits in line: promises keep their order.
  function write(read: (reader: Reader) => readonly Happening[]): void {
    const at = now();
    reader ??= import('../call/statistics/call-log.ts');
    void reader.then((loaded) => {
      for (const happening of read(loaded)) {
        log.value = append(log.value, { at, ...happening }, MAX_ENTRIES);
      }
    });
  }

  call.onChange((snapshot) => {
    const before = lastCall;
    lastCall = snapshot;
    const isBeginning = snapshot.status.kind === 'joining' && before.status.kind !== 'joining';
    if (isBeginning) {
      samples.value = [];
      log.value = [];
    }
    write(({ callHappenings }) => callHappenings(before, snapshot));
    const sample = snapshot.peers[0]?.sample;
    if (sample && sample !== before.peers[0]?.sample) {
      samples.value = append(samples.value, sample, MAX_SAMPLES);
    }
  });

  media.onChange((snapshot) => {
    const before = lastMedia;
    lastMedia = snapshot;
    if (!lastCall.actions.hangUp) return;
    write(({ deviceHappenings }) => deviceHappenings(before, snapshot));
  });

  return { samples, log };
}
