import * as v from 'valibot';
import { displayName } from '../protocol/display-name.ts';
import { defineExtension } from '../protocol/extension.ts';

const optionalName = { name: v.optional(displayName) };

/** Whoever comes says how it is called, and the others see it. */
export const nameWords = {
  name: 'names',
  requests: {},
  notices: {},
  options: optionalName,
  info: optionalName,
  refusals: {},
} as const;

export const names = defineExtension<typeof nameWords, null>({
  words: nameWords,
  initial: null,
  handlers: {},
  info: ({ name }) => (name === undefined ? {} : { name }),
});

/** Of a member, as a server tells of it. */
export function nameOf(info: object): string | undefined {
  const parsed = v.safeParse(v.object(nameWords.info), info);
  return parsed.success ? parsed.output.name : undefined;
}
