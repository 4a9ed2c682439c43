import type { FileSink } from '../../call/files/file-sink.ts';
import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { type OpenedSink, openSink } from '../../media/file-sinks/open-sink.ts';
import { saveFile } from './save-file.ts';

/** Takes the file, to the best place there is, and from there to the person's downloads when it is whole. */
export async function acceptFile({
  name,
  size,
  actions,
}: FileSnapshot): Promise<OpenedSink['kind']> {
  const opened = await openSink(name, size);
  if (opened.kind === 'open') actions.accept?.(savingAs(name, opened.sink));
  return opened.kind;
}

function savingAs(name: string, sink: FileSink): FileSink {
  return {
    ...sink,
    async close() {
      const content = await sink.close();
      if (content) saveFile(content, name);
      return content;
    },
  };
}
