import { defineConfig } from 'vitest/config';

/** What needs ffmpeg, WebRTC in Node, and the machine for itself: `npm run test:devices`. */
export default defineConfig({
  test: {
    name: 'devices',
    include: ['test/devices/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
