import type { FileSink } from '../../call/files/file-sink.ts';

/** So many bytes become a blob, which browsers may move out of the page's memory. */
const PART_BYTES = 4 * 1024 * 1024;

/** Where there is no disk to write to. */
export function createMemorySink(): FileSink {
  const bound: Blob[] = [];
  let loose: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const bind = () => {
    bound.push(new Blob(loose));
    loose = [];
    size = 0;
  };
  return {
    write(parts) {
      loose.push(...parts);
      size += parts.reduce((sum, { length }) => sum + length, 0);
      if (size >= PART_BYTES) bind();
      return Promise.resolve();
    },
    close() {
      bind();
      return Promise.resolve(new Blob(bound));
    },
    abort() {
      bound.length = 0;
      loose = [];
      return Promise.resolve();
    },
  };
}
