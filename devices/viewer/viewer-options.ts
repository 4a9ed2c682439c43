import { type VideoCodec, videoCodecs } from '../codecs.ts';
import { DeviceProblem } from '../device-problem.ts';
import { checkFolder } from '../free-file.ts';
import type { Given } from '../given.ts';
import { orderFor, readContainer } from './containers.ts';

/** What becomes of what is received. */
export interface ViewerOptions {
  readonly record: string | null;
  readonly isPiped: boolean;
  readonly pictures: { readonly folder: string; readonly everyMs: number } | null;
  readonly isJson: boolean;
  /** The first that the other side has is what is received. */
  readonly order: readonly VideoCodec[];
}

const USUAL_SECONDS = 5;

export function readViewerOptions(given: Given): ViewerOptions {
  const record = given.get('record') ?? null;
  const container = record === null ? null : readContainer(record);
  return {
    record,
    isPiped: given.has('pipe'),
    isJson: given.has('json'),
    pictures: readPictures(given),
    order: readCodecs(given.get('codec')) ?? orderFor(container),
  };
}

function readPictures(given: Given): ViewerOptions['pictures'] {
  if (!given.has('pictures') && !given.has('picture-every')) return null;
  const folder = given.get('pictures') ?? '.';
  checkFolder(folder);
  const text = given.get('picture-every') ?? String(USUAL_SECONDS);
  const seconds = Number(text);
  if (seconds >= 1) return { folder, everyMs: seconds * 1000 };
  throw new DeviceProblem(`--picture-every is "${text}"; it is a number of seconds, 1 or more.`);
}

/** The one that was asked for comes first. */
function readCodecs(text: string | undefined): readonly VideoCodec[] | null {
  if (text === undefined) return null;
  const name = text.toUpperCase().replace('.', '');
  const codec = videoCodecs.find((one) => one === name);
  if (codec) return [codec, ...videoCodecs.filter((one) => one !== codec)];
  throw new DeviceProblem(`"${text}" is no codec that it receives: h264, vp8 and vp9 are.`);
}
