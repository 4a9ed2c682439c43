import { defineConfig } from 'vitest/config';

/** Apart from all else, since it needs a registry of packages. */
export default defineConfig({
  test: {
    name: 'packages',
    include: ['test/packages/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
