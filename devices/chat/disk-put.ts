import { createWriteStream, unlink } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Put } from './pushed-file.ts';

/** Puts away what comes, as fast as it comes, in a file that was made for it. */
export function createDiskPut(path: string): Put {
  const stream = createWriteStream(path);
  // Told when it is closed.
  stream.on('error', () => {});
  return {
    write: (bytes) => void stream.write(bytes),
    close: () => finished(stream.end()),
    abort: () => {
      stream.destroy();
      unlink(path, () => {});
    },
  };
}
