import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 48_000;
const SECONDS = 2;
const HEADER_BYTES = 44;

export interface VoiceFile {
  /** What Chromium is started with, so that its microphone gives this. */
  readonly args: readonly string[];
  remove(): Promise<void>;
}

/** `talking`: as loud as somebody near, and never still for long. `dead`: a microphone that gives nothing at all. */
export async function createVoiceFile(voice: 'talking' | 'dead'): Promise<VoiceFile> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-voice-'));
  const path = join(folder, `${voice}.wav`);
  await writeFile(path, toWav(voice === 'talking' ? talkingAt : () => 0));
  return {
    args: [`--use-file-for-fake-audio-capture=${path}`],
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A hum with overtones, in syllables: what takes noise away takes one that stays the same for noise. */
function talkingAt(second: number): number {
  const syllable = Math.sin(Math.PI * 4 * second) ** 2;
  const overtones = [1, 2, 3, 4, 5, 6].map((n) => Math.sin(2 * Math.PI * 140 * n * second) / n);
  return 0.4 * syllable * overtones.reduce((sum, part) => sum + part);
}

/** One channel of 16 bits. */
function toWav(at: (second: number) => number): Buffer {
  const bytes = RATE * SECONDS * 2;
  const wav = Buffer.alloc(HEADER_BYTES + bytes);
  wav.write('RIFF');
  wav.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(bytes, 40);
  for (let sample = 0; sample < RATE * SECONDS; sample += 1) {
    const level = Math.max(-1, Math.min(1, at(sample / RATE)));
    wav.writeInt16LE(Math.round(level * 32_767), HEADER_BYTES + sample * 2);
  }
  return wav;
}
