import { memberInfo, notices, requests } from '../../protocol/events.ts';
import type { AnyExtension, Words } from '../../protocol/extension.ts';
import { refusals } from '../../protocol/refusals.ts';

/** Throws where a word has two meanings, so that an extension that can't work is told at the start. */
export function refuseCollisions(all: readonly Words[]): void {
  const joinOptions = Object.keys(requests.join.args[1].wrapped.entries);
  refuseTwice(
    'extension',
    [],
    all.map(({ name }) => [name]),
  );
  refuseTwice(
    'request',
    Object.keys(requests),
    all.map((words) => Object.keys(words.requests)),
  );
  refuseTwice(
    'notice',
    Object.keys(notices),
    all.map((words) => Object.keys(words.notices)),
  );
  refuseTwice(
    'refusal',
    Object.keys(refusals),
    all.map((words) => Object.keys(words.refusals)),
  );
  refuseTwice(
    'option',
    joinOptions,
    all.map(({ options = {} }) => Object.keys(options)),
  );
  refuseTwice(
    'info',
    Object.keys(memberInfo.entries),
    all.map(({ info = {} }) => Object.keys(info)),
  );
}

/** Throws where one room would belong to two. */
export function refuseSharedRooms(all: readonly AnyExtension[]): void {
  const prefixes = all.flatMap(({ ownRooms }) => (ownRooms ? [ownRooms.prefix] : []));
  for (const [index, prefix] of prefixes.entries()) {
    const isShared = prefixes.some((other, place) => place !== index && other.startsWith(prefix));
    if (isShared) throw new Error(`the rooms "${prefix}…" belong to two extensions`);
  }
}

function refuseTwice(what: string, ours: readonly string[], added: readonly string[][]): void {
  const seen = new Set(ours);
  for (const name of added.flat()) {
    if (seen.has(name)) throw new Error(`the ${what} "${name}" is declared twice`);
    seen.add(name);
  }
}
