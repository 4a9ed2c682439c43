import * as v from 'valibot';
import { toFileName } from '../../client/call/files/file-name.ts';
import { MAX_FILE_NAME_CHARS } from '../../protocol/files.ts';

/** What is announced on the channel `chat` before the pieces of a file come there, as the broadcast family does. */
export interface FileHeader {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

const header = v.object({
  file: v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_FILE_NAME_CHARS)),
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
});

/** Null for what is a line like any other. Its name is safe to save by. */
export function parseFileHeader(text: string): FileHeader | null {
  if (!text.startsWith('{"file":')) return null;
  try {
    const parsed = v.safeParse(header, JSON.parse(text));
    return parsed.success
      ? { name: toFileName(parsed.output.file.name), size: parsed.output.file.size }
      : null;
  } catch {
    return null;
  }
}

export function writeFileHeader(file: FileHeader): string {
  return JSON.stringify({ file: { name: file.name, size: file.size } });
}
