import { type ReadonlySignal, signal } from '@preact/signals';
import { type ComponentType, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { later } from '../parts/later.tsx';
import { useSession } from '../session-context.ts';
import type { DirectoryOptions } from './directory.ts';
import type { DirectoryParts } from './directory-parts.tsx';

/** The way to calling by name, all of which is loaded when it is wanted. */
export interface DirectoryEntry {
  /** Null until they are loaded. */
  readonly parts: ReadonlySignal<DirectoryParts | null>;
  load(): Promise<DirectoryParts>;
}

/** Where somebody is reachable on this device they are so at once. */
export function createDirectoryEntry(options: DirectoryOptions): DirectoryEntry {
  const parts = signal<DirectoryParts | null>(null);
  async function load(): Promise<DirectoryParts> {
    const { createDirectoryParts } = await import('./directory-parts.tsx');
    parts.value ??= createDirectoryParts(options);
    return parts.value;
  }
  if (hasName(options.storage)) load().catch(() => {});
  return { parts, load };
}

function hasName(storage: () => Storage): boolean {
  try {
    return storage().getItem('parley.directory') !== null;
  } catch {
    return false;
  }
}

export const DirectoryContext = createContext<DirectoryEntry | null>(null);

/** On the home page: opens what there is to call by name, and to be called. Not every server has it. */
export function CallByName() {
  const entry = useContext(DirectoryContext);
  const { server } = useSession().call.value;
  const [isOpen, setOpen] = useState(false);
  const Section = useMemo<ComponentType | null>(
    () => entry && later(() => entry.load().then((parts) => parts.Section)),
    [entry],
  );
  const isLeftOut = server?.features.includes('directory') === false;
  if (!Section || isLeftOut) return null;
  return (
    <>
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.value.callByName}
      </button>
      {isOpen && <Section />}
    </>
  );
}

/** Over whatever else is shown: somebody rings, or is rung for. */
export function Rings() {
  const Shown = useContext(DirectoryContext)?.parts.value?.Rings;
  return Shown ? <Shown /> : null;
}
