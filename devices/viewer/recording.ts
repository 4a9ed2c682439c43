import { extname } from 'node:path';
import type { Stream } from '../codecs.ts';
import { createFreeFile, removeIfEmpty } from '../free-file.ts';
import {
  type Container,
  chooseContainer,
  formats,
  misfitsOf,
  readContainer,
} from './containers.ts';
import type { Report } from './report.ts';
import type { Destination } from './takes.ts';

interface RecordingOptions {
  /** As it was asked for: `talk.mp4`. */
  readonly path: string;
  readonly sender: string;
  readonly report: Report;
}

/** A file for a take. The first has the name that was asked for, each other one that of its sender too. */
export function createRecording(
  options: RecordingOptions,
  streams: readonly Stream[],
): Destination {
  const { path, sender, report } = options;
  const wanted = readContainer(path);
  const container = chooseContainer(wanted, streams);
  const file = createFreeFile(withEnd(path, '', container), withEnd(path, `-${sender}`, container));
  if (container !== wanted) {
    const codecs = misfitsOf(wanted, streams).join(' and ');
    report.say(
      `${wanted.toUpperCase()} does not hold ${codecs}, which ${sender} sends: see ${file}`,
    );
  }
  report.say(`Recording ${sender} to ${file}`);
  return {
    output: ['-map', '0', '-c', 'copy', '-f', formats[container], '-y', `file:${file}`],
    handleEnd: (seconds, problem) => tellEnd(options, { file, seconds, problem }),
  };
}

/** Pictures that came one by one: as they are, in the one kind of file that holds them. */
export function createAlbum(options: RecordingOptions): Destination {
  const { path, sender, report } = options;
  const file = createFreeFile(withEnd(path, '', 'mkv'), withEnd(path, `-${sender}`, 'mkv'));
  report.say(`Recording ${sender}, who sends JPEG pictures, to ${file}`);
  return {
    output: ['-c', 'copy', '-f', 'matroska', '-y', `file:${file}`],
    handleEnd: (seconds, problem) => tellEnd(options, { file, seconds, problem }),
  };
}

interface Ended {
  readonly file: string;
  readonly seconds: number;
  readonly problem: string | null;
}

function tellEnd({ sender, report }: RecordingOptions, { file, seconds, problem }: Ended): void {
  const isNothing = removeIfEmpty(file);
  if (problem) report.say(`The recording of ${sender} has ended: ${problem}`);
  if (!isNothing) report.say(`Recorded ${seconds.toFixed(1)} s of ${sender} in ${file}`);
}

function withEnd(path: string, end: string, container: Container): string {
  return `${path.slice(0, path.length - extname(path).length)}${end}.${container}`;
}
