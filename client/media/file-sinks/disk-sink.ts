import type { FileSink } from '../../call/files/file-sink.ts';
import { ownFolder } from './disk-folder.ts';
import type { DiskAnswer, DiskRequest } from './disk-words.ts';

let writer: Worker | null = null;

/**
 * Into the browser's own storage, which is on disk: what is larger than memory fits. A thread of its own writes.
 * Rejects where the browser has none, or not enough of it.
 */
export async function createDiskSink(size: number): Promise<FileSink> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage < size) throw new Error('there is not enough space');
  const folder = await ownFolder();
  const name = crypto.randomUUID();
  const file = await folder.getFileHandle(name, { create: true });
  const ask = connect();
  await ask({ type: 'open', file });
  return {
    write: (parts) =>
      ask(
        { type: 'write', parts },
        parts.map(({ buffer }) => buffer),
      ),
    async close() {
      await ask({ type: 'close' });
      return file.getFile();
    },
    async abort() {
      await ask({ type: 'close' });
      await folder.removeEntry(name);
    },
  };
}

type Ask = (request: DiskRequest, transfer?: Transferable[]) => Promise<void>;

/** Answers come in the order of what was asked. */
function connect(): Ask {
  writer ??= new Worker(new URL('./disk-writer.ts', import.meta.url), { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  writer.postMessage(null, [port2]);
  const waiting: ((answer: DiskAnswer) => void)[] = [];
  port1.onmessage = ({ data }: MessageEvent<DiskAnswer>) => waiting.shift()?.(data);
  return (request, transfer = []) =>
    new Promise((resolve, reject) => {
      waiting.push((answer) => (answer.ok ? resolve() : reject(new Error(answer.why))));
      port1.postMessage(request, transfer);
    });
}
