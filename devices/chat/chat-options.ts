import { checkFolder } from '../free-file.ts';
import type { Given } from '../given.ts';

/** What becomes of files that others offer. */
export interface ChatOptions {
  readonly folder: string;
  /** All are taken. */
  readonly isAccepting: boolean;
}

export function readChatOptions(given: Given): ChatOptions {
  const folder = given.get('files') ?? '.';
  if (given.has('files')) checkFolder(folder);
  return { folder, isAccepting: given.has('accept-files') };
}
