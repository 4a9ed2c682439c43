import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/support/programs.ts';

/** Any wait for a browser or a process. Nothing takes a tenth of it on an idle machine. */
const PATIENT = { testTimeout: 120_000, hookTimeout: 60_000 };

/** Both cores, for what waits more than it works: one would be all that is taken of two. */
const BESIDE = { maxWorkers: 2 };

/** In this order, since browsers, and those who measure, want the machine for themselves. */
const groups = { quick: 0, hostile: 1, browser: 2, e2e: 3 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...BESIDE,
          include: ['test/unit/**/*.test.ts', 'test/boundaries.test.ts'],
          sequence: { groupOrder: groups.quick },
        },
      },
      {
        test: {
          name: 'contract',
          ...BESIDE,
          include: ['test/contract/**/*.test.ts', 'test/call/**/*.test.ts'],
          testTimeout: 30_000,
          sequence: { groupOrder: groups.quick },
        },
      },
      {
        test: {
          name: 'process',
          ...BESIDE,
          include: ['test/process/**/*.test.ts'],
          ...PATIENT,
          sequence: { groupOrder: groups.quick },
        },
      },
      {
        test: {
          name: 'hostile',
          include: ['test/hostile/**/*.test.ts'],
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: groups.hostile },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          ...PATIENT,
          sequence: { groupOrder: groups.browser },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                executablePath: findChromium() ?? '',
                args: [
                  '--autoplay-policy=no-user-gesture-required',
                  '--js-flags=--expose-gc',
                  '--disable-features=WebRtcHideLocalIpsWithMdns',
                ],
              },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: groups.e2e },
        },
      },
    ],
  },
});
