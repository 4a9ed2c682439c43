import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readCameraOptions } from '../../devices/camera/camera-options.ts';
import { withFile } from '../../devices/given.ts';
import { readJoining } from '../../devices/joining.ts';
import { cameraCommand } from '../../server/commands/camera.ts';
import { helpOn } from '../../server/commands/help.ts';
import { samplesOf } from '../support/samples.ts';

const lines = samplesOf('docs/cameras.md', 'sh').flatMap((text) => text.trim().split('\n'));

function given(line: string): Map<string, string> {
  const [npx, parley, name, ...args] = line.split(' ');
  expect([npx, parley, name]).toEqual(['npx', 'parley', cameraCommand.name]);
  const options = Object.fromEntries([
    ...Object.keys(cameraCommand.flags).map((flag) => [flag, { type: 'boolean' as const }]),
    ...Object.keys(cameraCommand.values ?? {}).map((one) => [one, { type: 'string' as const }]),
  ]);
  const { values } = parseArgs({ args, options });
  return new Map(Object.entries<unknown>(values).map(([one, value]) => [one, String(value)]));
}

function writeSample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [text = ''] = samplesOf('docs/cameras.md', 'json');
  writeFileSync(join(folder, 'camera.json'), text);
  return folder;
}

test.each(lines)('docs/cameras.md: %s', (line) => {
  const folder = writeSample();
  const values = given(line);
  const path = values.get('config');
  const all = withFile(path ? values.set('config', join(folder, path)) : values);
  const { room } = readJoining(all, { role: 'sender', name: 'camera' });
  expect(room.role).toBe('sender');
  expect(readCameraOptions(all).size.width).toBeGreaterThan(0);
});

test('docs/cameras.md has a file that says what the camera does', () => {
  const config = join(writeSample(), 'camera.json');
  const all = withFile(new Map([['config', config]]));
  expect(readJoining(all, { role: 'sender', name: 'camera' }).room.room).toBe('garden');
  expect(readCameraOptions(all)).toMatchObject({
    source: { kind: 'camera', device: '/dev/video0' },
    size: { width: 1280, height: 720, fps: 25 },
    bitsPerSecond: 1_500_000,
    hasAudio: true,
  });
});

test('the help on it stands in two columns', () => {
  const options = helpOn(cameraCommand).split('\n').slice(2);
  const columns = options.map((line) => /^ {2}--\S+ +/.exec(line)?.[0].length);
  expect(new Set(columns).size).toBe(1);
});
