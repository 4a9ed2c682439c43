import { expect, test } from 'vitest';
import { fileSink } from '../../client/media/recording-sink.ts';

/** As browsers do it: what is written is in the file once that is closed, and lost where a write fails. */
function createFile(spaceBytes: number) {
  let kept = '';
  return {
    get kept() {
      return kept;
    },
    createWritable({ keepExistingData = false } = {}) {
      let text = keepExistingData ? kept : '';
      return Promise.resolve({
        async write({ position, data }: { position: number; data: BlobPart }) {
          const written = await new Blob([data]).text();
          text = text.slice(0, position) + written + text.slice(position + written.length);
          if (text.length > spaceBytes) throw new Error('there is no space');
        },
        close() {
          if (text.length > spaceBytes) return Promise.reject(new Error('it has failed'));
          kept = text;
          return Promise.resolve();
        },
      });
    },
  };
}

const piece = (letter: string) => new Blob([letter.repeat(100_000)]);
const letters = [...'abcdefghijklmnopqrst'];

test('a film is in its file piece by piece, in order, when it is closed', async () => {
  const file = createFile(Number.POSITIVE_INFINITY);
  const sink = await fileSink(file);
  for (const letter of letters) await sink.write(piece(letter));
  await sink.rewrite(1, new TextEncoder().encode('hello'));
  await sink.close();
  const whole = letters.map((letter) => letter.repeat(100_000)).join('');
  expect(file.kept).toBe(`ahello${whole.slice(6)}`);
});

test('a full disk costs the last fifth of a film at most', async () => {
  const file = createFile(1_550_000);
  const sink = await fileSink(file);
  const writing = async () => {
    for (const letter of letters) await sink.write(piece(letter));
  };
  await expect(writing()).rejects.toThrow('there is no space');
  await expect(sink.close()).rejects.toThrow();
  expect(file.kept.length).toBeGreaterThan(1_500_000 / 1.25);
  expect(file.kept.startsWith('a'.repeat(100_000))).toBe(true);
});
