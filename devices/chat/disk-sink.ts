import { type FileHandle, open, unlink } from 'node:fs/promises';
import type { FileSink } from '../../client/call/files/file-sink.ts';

/** A file that was made for it, in which what arrives is put away. */
export class DiskSink implements FileSink {
  readonly #path: string;
  readonly #opening: Promise<FileHandle>;

  constructor(path: string) {
    this.#path = path;
    this.#opening = open(path, 'w');
    // Told by the first write.
    this.#opening.catch(() => {});
  }

  async write(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const file = await this.#opening;
    await file.writev([...parts]);
  }

  async close(): Promise<null> {
    await (await this.#opening).close();
    return null;
  }

  async abort(): Promise<void> {
    const file = await this.#opening.catch(() => null);
    await file?.close();
    await unlink(this.#path);
  }
}
