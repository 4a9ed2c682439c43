import type { RecordingSink } from './recording.ts';

type SaveFilePicker = (options: {
  suggestedName: string;
}) => Promise<{ createWritable(): Promise<FileSystemWritable> }>;

interface FileSystemWritable {
  write(data: Blob): Promise<void>;
  close(): Promise<void>;
}

/**
 * Straight to a file that the person names, where the browser can; else in memory, handed out as a download at the
 * end. Null where the person chose no file. Only out of a gesture.
 */
export async function openRecordingSink(name: string): Promise<RecordingSink | null> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SaveFilePicker };
  if (!showSaveFilePicker) return memorySink(name);
  try {
    const handle = await showSaveFilePicker({ suggestedName: name });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null;
    // Refused in frames, say.
    return memorySink(name);
  }
}

function memorySink(name: string): RecordingSink {
  const pieces: Blob[] = [];
  return {
    write(piece) {
      pieces.push(piece);
      return Promise.resolve();
    },
    close() {
      const url = URL.createObjectURL(new Blob(pieces, { type: pieces[0]?.type ?? '' }));
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
