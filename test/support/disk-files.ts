import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { onTestFinished } from 'vitest';

const PART_BYTES = 1024 * 1024;

/** A file on disk that holds nothing twice; gone with the test. */
export async function createDiskFile(name: string, size: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  const file = await open(path, 'w');
  for (let left = size; left > 0; left -= PART_BYTES) {
    await file.write(randomBytes(Math.min(left, PART_BYTES)));
  }
  await file.close();
  return path;
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
