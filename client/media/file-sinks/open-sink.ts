import type { FileSink } from '../../call/files/file-sink.ts';
import { createDiskSink } from './disk-sink.ts';
import { createMemorySink } from './memory-sink.ts';
import { createPickedSink, findPicker } from './picked-sink.ts';

/** From here on it is worth asking where to: the file is written once, and not copied at the end. */
const WORTH_ASKING_BYTES = 100_000_000;
/** What a page can hold in memory, on a phone as well. */
export const MAX_IN_MEMORY_BYTES = 250_000_000;

export type OpenedSink =
  | { readonly kind: 'open'; readonly sink: FileSink }
  /** The person closed the dialog that asks where to. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'too-large' };

/** The best place that this browser has for a file of that size. Called by a gesture: dialogs want one. */
export async function openSink(name: string, size: number): Promise<OpenedSink> {
  const pick = size >= WORTH_ASKING_BYTES ? findPicker() : null;
  const picked = pick && (await openPicked(() => createPickedSink(pick, name)));
  if (picked) return picked;
  try {
    return { kind: 'open', sink: await createDiskSink(size) };
  } catch {
    // Private windows of some browsers have no storage.
    if (size > MAX_IN_MEMORY_BYTES) return { kind: 'too-large' };
    return { kind: 'open', sink: createMemorySink() };
  }
}

/** Null where the browser shows no dialog: in frames of another origin, and where the gesture is used up. */
async function openPicked(create: () => Promise<FileSink>): Promise<OpenedSink | null> {
  try {
    return { kind: 'open', sink: await create() };
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? { kind: 'cancelled' } : null;
  }
}
