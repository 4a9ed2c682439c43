import { defineConfig } from 'vitest/config';

/** What each control of the page does, and how it is read and heard, one by one: `npm run test:page`. */
export default defineConfig({
  test: {
    name: 'page',
    include: ['test/page/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
