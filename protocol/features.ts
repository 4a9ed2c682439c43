import * as v from 'valibot';

/** More than anybody has today; a seat token carries them, so they are few and short. */
const MAX_FEATURES = 16;
const MAX_VERSIONS = 16;

/** What a client can do, by names that other clients know. Whoever doesn't know one ignores it. */
export const features = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,24}$/))),
  v.maxLength(MAX_FEATURES),
);

/** What a client says of itself before anything else, or at any time. */
export const greeting = v.object({
  versions: v.pipe(v.array(v.number()), v.maxLength(MAX_VERSIONS)),
  features: v.optional(features),
});
