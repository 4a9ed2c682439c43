import { defineConfig } from 'vitest/config';

/** What waits for minutes and needs root, since it makes networks: `npm run test:networks`. */
export default defineConfig({
  test: {
    name: 'networks',
    include: ['test/networks/**/*.test.ts'],
    testTimeout: 5 * 60_000,
    hookTimeout: 60_000,
  },
});
