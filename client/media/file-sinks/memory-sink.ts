import type { FileSink } from '../../call/files/file-sink.ts';

/** So many bytes become a blob, which browsers may move out of the page's memory. */
const PART_BYTES = 4 * 1024 * 1024;

/** Where there is no disk to write to. */
export function createMemorySink(): FileSink {
  const parts: Blob[] = [];
  let loose: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const bind = () => {
    parts.push(new Blob(loose));
    loose = [];
    size = 0;
  };
  return {
    write(bytes) {
      loose.push(bytes);
      size += bytes.length;
      if (size >= PART_BYTES) bind();
      return Promise.resolve();
    },
    close() {
      bind();
      return Promise.resolve(new Blob(parts));
    },
    abort() {
      parts.length = 0;
      loose = [];
      return Promise.resolve();
    },
  };
}
