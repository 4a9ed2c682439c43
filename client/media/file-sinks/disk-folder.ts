const ALL = 'parley-files';

let own: Promise<FileSystemDirectoryHandle> | null = null;

/** The folder of this page in the browser's own storage. */
export function ownFolder(): Promise<FileSystemDirectoryHandle> {
  own ??= createFolder();
  return own;
}

async function createFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(ALL, { create: true });
  const name = crypto.randomUUID();
  await hold(lockOf(name));
  await sweep();
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

/** Clears away what pages left that are no more. Rejects where there is nothing. */
export async function sweep(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(ALL);
  const names: string[] = [];
  for await (const name of all.keys()) names.push(name);
  // Asked afterwards: a folder is made under a lock that is held already.
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map((lock) => lock.name));
  const left = names.filter((name) => !inUse.has(lockOf(name)));
  await Promise.allSettled(left.map((name) => all.removeEntry(name, { recursive: true })));
}

const lockOf = (name: string) => `${ALL} ${name}`;
