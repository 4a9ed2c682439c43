import { expect, test } from 'vitest';
import { createFilmWriter } from '../../client/media/film-writer.ts';

const header = '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581 02';
const head = Buffer.from(
  `${header}1853806701ffffffffffffff1549a966872ad7b1830f4240`.replace(' ', ''),
  'hex',
);
const clusters = Buffer.from('1f43b67501ffffffffffffff'.repeat(3), 'hex');
const film = Buffer.concat([head, clusters]);

function createSink() {
  const made = { bytes: Buffer.alloc(0), pieces: 0, isClosed: false };
  return Object.assign(made, {
    async write(piece: Blob) {
      made.bytes = Buffer.concat([made.bytes, Buffer.from(await piece.arrayBuffer())]);
      made.pieces += 1;
    },
    rewrite(position: number, bytes: Uint8Array) {
      made.bytes.set(bytes, position);
      return Promise.resolve();
    },
    close() {
      made.isClosed = true;
      return Promise.resolve();
    },
  });
}

async function write(bytes: Buffer, pieceBytes: number) {
  const sink = createSink();
  const writer = createFilmWriter(sink);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await writer.write(new Blob([Uint8Array.from(bytes.subarray(at, at + pieceBytes))]));
  }
  await writer.close(1000);
  return sink;
}

test.each([1, 7, 64, 1000])('a film says how long it is, in pieces of %i bytes', async (size) => {
  const { bytes, isClosed } = await write(film, size);
  const duration = Buffer.from('448988408f400000000000', 'hex');
  expect(bytes.subarray(head.length + 3, head.length + 3 + duration.length)).toEqual(duration);
  expect(bytes.subarray(-clusters.length)).toEqual(clusters);
  expect(bytes).toHaveLength(film.length + 3 + duration.length);
  expect(isClosed).toBe(true);
});

test('a film of another kind is written as it comes', async () => {
  const mp4 = Buffer.from('00000024667479706d6f6f76'.repeat(10), 'hex');
  const { bytes, pieces } = await write(mp4, 40);
  expect(bytes).toEqual(mp4);
  expect(pieces).toBe(3);
});

test('what ends before its head is whole is written all the same', async () => {
  const cut = head.subarray(0, 20);
  expect((await write(cut, 6)).bytes).toEqual(cut);
});

test('what never says anything of itself is not waited for', async () => {
  const empty = Buffer.concat([Buffer.from('ec43e8', 'hex'), Buffer.alloc(1000)]);
  const endless = Buffer.concat([head.subarray(0, 48), ...Array(100).fill(empty)]);
  const sink = await write(endless, 10_000);
  expect(sink.bytes).toEqual(endless);
  expect(sink.pieces).toBeGreaterThan(3);
});
