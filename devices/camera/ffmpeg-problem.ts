import { isNotThere, mayNotBeRead, nameOfSource, type Source } from './source.ts';

/** The first that matches counts. */
const patterns: readonly (readonly [RegExp, (source: Source) => string])[] = [
  [/Device or resource busy/, (source) => `Another program uses ${nameOfSource(source)}.`],
  [/Permission denied|Operation not permitted/, mayNotBeRead],
  [
    /401 Unauthorized|403 Forbidden/,
    (source) => `The user or password for ${nameOfSource(source)} is wrong.`,
  ],
  [
    /404 Not Found|404 Stream/,
    (source) => `Nothing is sent by ${nameOfSource(source)} at this path.`,
  ],
  [/Connection refused/, (source) => `Nobody listens at ${nameOfSource(source)}.`],
  [
    /timed out|No route to host|Network is unreachable/,
    (source) => `There is no answer from ${nameOfSource(source)}.`,
  ],
  [
    /[Cc]annot open display|Can't open display/,
    (source) => `There is no such thing as ${nameOfSource(source)}.`,
  ],
  [/No such file or directory|No such device|cannot find card/, isNotThere],
  [
    /Not a video capture device|Inappropriate ioctl/,
    (source) => `It takes no pictures: ${nameOfSource(source)}.`,
  ],
  [
    /matches no streams|does not contain any stream/,
    (source) => `No such picture or sound is in ${nameOfSource(source)}.`,
  ],
  [/Invalid data found/, (source) => `No film is in ${nameOfSource(source)}.`],
  [/Unknown encoder/, () => 'This ffmpeg lacks the encoder for it; another --codec may do.'],
];

export const NO_FFMPEG =
  'ffmpeg is not installed, which encodes for cameras; on Debian "apt install ffmpeg" installs it.';

/** What it complained of, as a sentence. */
export function explain(complaints: string, source: Source): string {
  const known = patterns.find(([pattern]) => pattern.test(complaints));
  if (known) return known[1](source);
  const last = complaints.trim().split('\n').at(-1)?.trim();
  return `ffmpeg ended with ${nameOfSource(source)}${last ? `: ${last}` : ''}.`;
}
