import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/** Where another ffmpeg than the first on the path is wanted. */
const FFMPEG = process.env['FFMPEG'] ?? 'ffmpeg';
const MOST_COMPLAINTS = 4_000;
/** A file of hours takes a while to be finished. */
const END_MS = 30_000;

const NO_FFMPEG =
  'ffmpeg is not installed, which writes what is received; on Debian "apt install ffmpeg" installs it.';

/** ffmpeg at work. */
export interface FfmpegRun {
  readonly input: Writable | null;
  /** Null where it ended well, else why not, as a sentence. */
  readonly ended: Promise<string | null>;
  /** Waits until it has ended by itself, since its input has. */
  finish(): Promise<void>;
}

interface RunOptions {
  readonly hasInput?: boolean;
  /** What it writes goes where what this program writes goes. */
  readonly isPiped?: boolean;
}

/** It is not ended by what ends this program from a terminal: it finishes its file when its input ends. */
export function runFfmpeg(args: readonly string[], { hasInput, isPiped }: RunOptions): FfmpegRun {
  const child = spawn(FFMPEG, ['-hide_banner', '-loglevel', 'error', ...args], {
    stdio: [hasInput ? 'pipe' : 'ignore', isPiped ? 'inherit' : 'ignore', 'pipe'],
    detached: true,
  });
  let complaints = '';
  child.stderr?.on('data', (text) => {
    complaints = (complaints + text).slice(-MOST_COMPLAINTS);
  });
  // It may end before all is written.
  child.stdin?.on('error', () => {});
  const ended = new Promise<string | null>((end) => {
    child.once('error', () => end(NO_FFMPEG));
    child.once('close', (code) => end(code === 0 ? null : explain(complaints)));
  });
  return {
    input: child.stdin,
    ended,
    async finish() {
      const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/No space left/, 'There is no space left on the disk.'],
  [/Permission denied/, 'The folder may not be written to.'],
  [/No such file or directory/, 'The folder is not there.'],
  [/Broken pipe/, 'The player has gone.'],
];

function explain(complaints: string): string {
  const known = patterns.find(([pattern]) => pattern.test(complaints));
  const last = complaints.trim().split('\n').at(-1)?.trim();
  return known?.[1] ?? `ffmpeg ended${last ? `: ${last}` : ' early'}.`;
}
