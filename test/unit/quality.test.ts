import { expect, test } from 'vitest';
import { autoQuality, encodingFor, firstScale } from '../../client/call/peer/quality.ts';

const cameraOf = (width: number, height: number) =>
  ({ getSettings: () => ({ width, height }) }) as MediaStreamTrack;

test('the first pictures are at most 640 long, held upright too, and a small camera is left as it is', () => {
  expect(firstScale(cameraOf(1280, 720))).toBe(2);
  expect(firstScale(cameraOf(1080, 1920))).toBe(3);
  expect(firstScale(cameraOf(320, 240))).toBe(1);
  expect(firstScale(null)).toBe(1);
});

test('to begin small makes no picture larger than what the person chose', () => {
  const scaleOf = (level: 'auto' | 'low', leastScale: number) =>
    encodingFor({ ...autoQuality, level }, false, leastScale).scaleResolutionDownBy;
  expect(scaleOf('auto', 2)).toBe(2);
  expect(scaleOf('low', 2)).toBe(4);
  expect(scaleOf('low', 1)).toBe(4);
});

test('a screen is whole from its first picture', () => {
  expect(encodingFor(autoQuality, true, 3).scaleResolutionDownBy).toBe(1);
});
