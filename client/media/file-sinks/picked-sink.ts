import type { FileSink } from '../../call/files/file-sink.ts';

type Picker = (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Of Chromium on computers. Null elsewhere. */
export function findPicker(): Picker | null {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: Picker };
  return showSaveFilePicker ?? null;
}

/** Straight into the file that a person chooses; it is there when it is whole, and not before. */
export async function createPickedSink(pick: Picker, suggestedName: string): Promise<FileSink> {
  const file = await pick({ suggestedName });
  const stream = await file.createWritable();
  return {
    write: (parts) => stream.write(new Blob([...parts])),
    async close() {
      await stream.close();
      return null;
    },
    abort: () => stream.abort(),
  };
}
