import { readdirSync, readFileSync } from 'node:fs';

const KIB = 1024;

/** Of all pages in browsers that this process started, in bytes: what is theirs alone, pictures left aside. */
export function pageMemory(): number {
  const all = processes();
  const parents = new Map(all.map(({ id, parent }) => [id, parent]));
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id);
    return parent === process.pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  const pages = all.filter(({ id, isPage }) => isPage && isOurs(id));
  return pages.reduce((sum, { bytes }) => sum + bytes, 0);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly isPage: boolean;
  readonly bytes: number;
}

function processes(): Process[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      return [readProcess(id)];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

function readProcess(id: string): Process {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return {
    id: Number(id),
    parent: field('PPid'),
    isPage: readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer'),
    bytes: KIB * field('RssAnon'),
  };
}
