import * as v from 'valibot';

const MAX_NAME_CHARS = 64;

/** Of a person, as people write it. */
export const displayName = v.pipe(
  v.string('a name is a text'),
  v.maxLength(MAX_NAME_CHARS, `a name has ${MAX_NAME_CHARS} characters at most`),
);
