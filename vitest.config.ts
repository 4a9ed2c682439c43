import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [{ test: { name: 'boundaries', include: ['test/boundaries.test.ts'] } }],
  },
});
