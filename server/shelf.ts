import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where one text is kept. */
export interface Shelf {
  /** For whoever has to find it. */
  readonly place: string;
  /** Null where there is none yet. */
  read(): Promise<string | null>;
  /** When it resolves the text outlives whatever happens to the server. */
  write(text: string): Promise<void>;
}

/** Either the text before or the whole of the new one is there, at any time. */
export function createFileShelf(path: string): Shelf {
  return {
    place: path,
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(text) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(`${path}.new`, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
    },
  };
}

/** As long as the process lives. */
export function createMemoryShelf(): Shelf {
  let kept: string | null = null;
  return {
    place: 'memory',
    read: () => Promise.resolve(kept),
    write(text) {
      kept = text;
      return Promise.resolve();
    },
  };
}
