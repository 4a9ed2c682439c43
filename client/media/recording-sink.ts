/** Where a film goes, piece by piece. */
export interface RecordingSink {
  write(piece: Blob): Promise<void>;
  /** In the place of as many bytes that are there already. */
  rewrite(position: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

type SaveFilePicker = (options: { suggestedName: string }) => Promise<SavedFile>;

/** Of a FileSystemFileHandle what is needed here. */
interface SavedFile {
  createWritable(options?: { keepExistingData: boolean }): Promise<FileSystemWritable>;
}

interface FileSystemWritable {
  write(part: {
    type: 'write';
    position: number;
    data: Blob | Uint8Array<ArrayBuffer>;
  }): Promise<void>;
  close(): Promise<void>;
}

/** So much is kept at first, and then whenever there is a quarter more: to keep it the browser copies all of it. */
const KEPT_FIRST_BYTES = 500_000;
const GROWTH = 1.25;

/**
 * Straight to a file that the person names, where the browser can; else in memory, handed out as a download at the
 * end. Null where the person chose no file. Only out of a gesture.
 */
export async function openRecordingSink(name: string): Promise<RecordingSink | null> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SaveFilePicker };
  if (!showSaveFilePicker) return memorySink(name);
  try {
    return await fileSink(await showSaveFilePicker({ suggestedName: name }));
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null;
    // Refused in frames, say.
    return memorySink(name);
  }
}

/**
 * What a browser writes is in the file once that is closed, and thrown away where a write fails or the page goes. So the
 * file is closed again and again, and opened to go on.
 */
export async function fileSink(file: SavedFile): Promise<RecordingSink> {
  let writable = await file.createWritable();
  let bytes = 0;
  let keepAtBytes = KEPT_FIRST_BYTES;
  return {
    async write(piece) {
      await writable.write({ type: 'write', position: bytes, data: piece });
      bytes += piece.size;
      if (bytes < keepAtBytes) return;
      await writable.close();
      keepAtBytes = bytes * GROWTH;
      writable = await file.createWritable({ keepExistingData: true });
    },
    rewrite: (position, data) => writable.write({ type: 'write', position, data }),
    close: () => writable.close(),
  };
}

function memorySink(name: string): RecordingSink {
  let pieces: BlobPart[] = [];
  let type = '';
  return {
    write(piece) {
      type ||= piece.type;
      pieces.push(piece);
      return Promise.resolve();
    },
    rewrite(position, bytes) {
      const film = new Blob(pieces);
      pieces = [film.slice(0, position), bytes, film.slice(position + bytes.length)];
      return Promise.resolve();
    },
    close() {
      const url = URL.createObjectURL(new Blob(pieces, { type }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      // The download has begun by then.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return Promise.resolve();
    },
  };
}
