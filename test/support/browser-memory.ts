import { readdirSync, readFileSync } from 'node:fs';

const KIB = 1024;

/** Of all browsers that this process started, in bytes: what is theirs alone and what they share among themselves. */
export function browserMemory(): number {
  const parents = new Map(processes().map(({ id, parent }) => [id, parent]));
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id);
    return parent === process.pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  return processes()
    .filter(({ id }) => isOurs(id))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly bytes: number;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [parseStatus(Number(name), readFileSync(`/proc/${name}/status`, 'utf8'))];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

function parseStatus(id: number, status: string): Process {
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { id, parent: field('PPid'), bytes: KIB * (field('RssAnon') + field('RssShmem')) };
}
