import {
  type ExtensionAccepted,
  type ExtensionArgs,
  type ExtensionNoticeArgs,
  parseExtensionAnswer,
  parseExtensionNotice,
  type Words,
} from '../../protocol/extension.ts';
import type { RoomId } from '../../protocol/ids.ts';
import type { Refused } from '../../protocol/refusals.ts';
import type { Link } from './link.ts';

/** An extension as a page uses it: its requests and its notices, for the room that the call is in, or asked for last. */
export interface ExtensionPort<W extends Words> {
  /** Null where no room was asked for, or no answer came in time that the words know. */
  ask<K extends keyof W['requests'] & string>(
    name: K,
    ...args: ExtensionArgs<W, K>
  ): Promise<ExtensionAccepted<W, K> | Refused | null>;
  /** Gives back what ends it. */
  on<K extends keyof W['notices'] & string>(
    name: K,
    handler: (...args: ExtensionNoticeArgs<W, K>) => void,
  ): () => void;
}

export function createExtensionPort<W extends Words>(
  words: W,
  link: Link,
  roomNow: () => RoomId | null,
): ExtensionPort<W> {
  const handlers = new Map<string, Set<(args: readonly unknown[]) => void>>();

  link.onOther((name, [room, ...args]) => {
    if (!Object.hasOwn(words.notices, name) || room !== roomNow()) return;
    const told = parseExtensionNotice(words, name, args);
    if (told) for (const handler of handlers.get(name) ?? []) handler(told);
  });

  return {
    ask(name, ...args) {
      const room = roomNow();
      if (room === null) return Promise.resolve(null);
      return new Promise((resolve) => {
        link.ask(name, [room, ...args], (answer) =>
          resolve(parseExtensionAnswer(words, name, answer)),
        );
      });
    },
    on(name, handler) {
      const own = handlers.get(name) ?? new Set();
      const handle = (args: readonly unknown[]): void =>
        handler(...(args as ExtensionNoticeArgs<W, typeof name>));
      handlers.set(name, own.add(handle));
      return () => own.delete(handle);
    },
  };
}
