import type { DiskAnswer, DiskRequest } from './disk-words.ts';

/** Of workers only; and in Safari the only way to write before version 26. */
interface SyncAccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>): number;
  flush(): void;
  close(): void;
}

interface WithSyncAccess {
  createSyncAccessHandle?(): Promise<SyncAccessHandle>;
}

/** A port for each file that is written. */
addEventListener('message', ({ ports: [port] }) => {
  if (port) serve(port);
});

function serve(port: MessagePort): void {
  let access: SyncAccessHandle | null = null;
  let jobs = Promise.resolve();

  async function handle(request: DiskRequest): Promise<void> {
    if (request.type === 'open') access = await open(request.file);
    else if (request.type === 'write') for (const part of request.parts) write(access, part);
    else {
      access?.flush();
      access?.close();
      access = null;
    }
  }

  port.onmessage = ({ data }: MessageEvent<DiskRequest>) => {
    const answer = (said: DiskAnswer) => port.postMessage(said);
    jobs = jobs
      .then(() => handle(data))
      .then(
        () => answer({ ok: true }),
        (error: unknown) => answer({ ok: false, why: String(error) }),
      );
  };
}

function open(file: FileSystemFileHandle & WithSyncAccess): Promise<SyncAccessHandle> {
  const opened = file.createSyncAccessHandle?.();
  return opened ?? Promise.reject(new Error('this browser does not write files'));
}

function write(access: SyncAccessHandle | null, bytes: Uint8Array<ArrayBuffer>): void {
  // A full disk may take a part.
  if (access?.write(bytes) !== bytes.length) throw new Error('it was not written whole');
}
