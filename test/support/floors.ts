import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/** DESIGN's floors. A place is a folder with what lies below it, or single files; the first that matches counts. */
interface Place {
  readonly name: string;
  readonly floor: number;
  readonly side: 'shared' | 'server' | 'client';
  readonly holds: RegExp;
  /** Places that it may import, where that is fewer than all below on its own side. */
  readonly only?: readonly string[];
  /** Places of the other side that it may import. */
  readonly also?: readonly string[];
  /** Packages and builtins that it may import; without it, any. */
  readonly packages?: readonly string[];
  /** It imports what settings name. */
  readonly isLoader?: true;
}

const DOMAIN = ['valibot'];

const places: readonly Place[] = [
  { name: 'protocol', floor: 0, side: 'shared', holds: /^protocol\//, packages: DOMAIN },
  { name: 'extensions', floor: 0.5, side: 'shared', holds: /^extensions\//, packages: DOMAIN },
  {
    name: 'conformance',
    floor: 1,
    side: 'server',
    holds: /^conformance\//,
    only: ['protocol', 'extensions'],
  },
  { name: 'server/rooms', floor: 1, side: 'server', holds: /^server\/rooms\//, packages: [] },
  { name: 'server/wires', floor: 2, side: 'server', holds: /^server\/wires\// },
  {
    name: 'server/commands',
    floor: 5,
    side: 'server',
    holds: /^server\/(parley|commands\/[^/]+)\.ts$/,
    also: ['devices'],
  },
  { name: 'server/doctor', floor: 4, side: 'server', holds: /^server\/doctor\// },
  {
    name: 'server/main.ts',
    floor: 4,
    side: 'server',
    holds: /^server\/(main|server|ending|index)\.ts$/,
  },
  {
    name: 'server/load-extensions.ts',
    floor: 3.5,
    side: 'server',
    holds: /^server\/load-extensions\.ts$/,
    isLoader: true,
  },
  { name: 'server', floor: 3, side: 'server', holds: /^server\/((config|status)\/)?[^/]+\.ts$/ },
  {
    name: 'client/call',
    floor: 1,
    side: 'client',
    holds: /^client\/call\//,
    packages: ['socket.io-client', '@noble/hashes'],
  },
  { name: 'client/media', floor: 2, side: 'client', holds: /^client\/media\//, packages: [] },
  {
    name: 'client/ui',
    floor: 3,
    side: 'client',
    holds: /^client\/ui\//,
    packages: ['preact', '@preact/signals', 'lucide', 'tinykeys', 'uplot', 'uqr'],
  },
  {
    name: 'client/embed',
    floor: 3.5,
    side: 'client',
    holds: /^client\/embed\//,
    packages: ['valibot'],
  },
  { name: 'client/main.tsx', floor: 4, side: 'client', holds: /^client\/main\.tsx$/ },
  {
    name: 'devices',
    floor: 2,
    side: 'client',
    holds: /^devices\//,
    only: ['protocol', 'client/call'],
  },
];

/** The sentence that says which wall an import goes through, or null for one that is allowed. */
export function violation(file: string, imported: string): string | null {
  const from = placeOf(file);
  if (!from) return `${file} stands on no floor: give its folder a place in test/support/floors.ts`;
  if (imported === 'import(…)') return from.isLoader ? null : unknownImport(file);
  if (!imported.startsWith('.')) return packageViolation(file, from, imported);
  const target = posix.join(posix.dirname(file), imported);
  const to = placeOf(target);
  if (!to) return `${file} imports ${target}, which stands on no floor`;
  return mayImport(from, to) ? null : `${file} (${from.name}) imports ${target} (${to.name})`;
}

function unknownImport(file: string): string {
  return `${file} imports a name that only the running program knows`;
}

function placeOf(file: string): Place | undefined {
  return places.find(({ holds }) => holds.test(file));
}

function mayImport(from: Place, to: Place): boolean {
  if (from.name === to.name) return true;
  if (from.only) return from.only.includes(to.name);
  if (from.also?.includes(to.name)) return true;
  const isOnReachableSide = to.side === 'shared' || to.side === from.side;
  return isOnReachableSide && to.floor < from.floor;
}

function packageViolation(file: string, { name, side, packages }: Place, imported: string) {
  if (isBuiltin(imported)) {
    const mayUseNode = packages === undefined && (side === 'server' || name === 'devices');
    return mayUseNode ? null : `${file} (${name}) imports ${imported}, which only Node has`;
  }
  const isAllowed = packages?.some((one) => imported === one || imported.startsWith(`${one}/`));
  return isAllowed === false ? `${file} (${name}) imports the package ${imported}` : null;
}
