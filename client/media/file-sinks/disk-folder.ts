const ALL = 'parley-files';

let own: Promise<FileSystemDirectoryHandle> | null = null;

/** The folder of this page in the browser's own storage. Those of pages that are no more are cleared away. */
export function ownFolder(): Promise<FileSystemDirectoryHandle> {
  own ??= createFolder();
  return own;
}

async function createFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(ALL, { create: true });
  const name = crypto.randomUUID();
  await hold(lockOf(name));
  await sweep(all);
  return all.getDirectoryHandle(name, { create: true });
}

/** A lock lives as long as its page: it tells which folders are in use. */
function hold(lock: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forever = () => {
      resolve();
      return new Promise<never>(() => {});
    };
    navigator.locks.request(lock, forever).catch(reject);
  });
}

async function sweep(all: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for await (const name of all.keys()) {
    if (!inUse.has(lockOf(name))) await all.removeEntry(name, { recursive: true }).catch(() => {});
  }
}

const lockOf = (name: string) => `${ALL} ${name}`;
