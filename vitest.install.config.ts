import { defineConfig } from 'vitest/config';

/** What takes minutes, root, and a mirror of Debian: `npm run test:install`. */
export default defineConfig({
  test: {
    name: 'install',
    include: ['test/install/**/*.test.ts'],
    globalSetup: 'test/install/bare-root.ts',
    fileParallelism: false,
    // All that is downloaded and built there.
    testTimeout: 15 * 60_000,
    hookTimeout: 15 * 60_000,
  },
});
