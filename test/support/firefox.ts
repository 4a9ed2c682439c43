import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { type Browser, dragBy, keepConnections, type Tab, WAIT_MS, withUntil } from './tab.ts';

/** Test devices, no prompts, sound without a gesture, and addresses that the other browser can reach. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

export async function launchFirefox(executablePath: string): Promise<Browser> {
  const saved = await mkdtemp(join(tmpdir(), 'parley-saved-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    acceptInsecureCerts: true,
    handleSIGTERM: false,
    extraPrefsFirefox: {
      ...PREFERENCES,
      // Not to somebody's home.
      'browser.download.folderList': 2,
      'browser.download.dir': saved,
    },
    defaultViewport: { width: 1280, height: 800 },
  });
  return {
    newTab: async () => toTab(await browser.newPage()),
    async close() {
      await browser.close();
      await rm(saved, { recursive: true });
    },
  };
}

async function toTab(page: Page): Promise<Tab> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.setDefaultTimeout(WAIT_MS);
  await page.evaluateOnNewDocument(keepConnections);
  return withUntil({
    browser: 'firefox',
    errors,
    asked: [],
    heard: [],
    downloads: [],
    dialogs: [],
    ...actions(page),
  });
}

function actions(
  page: Page,
): Omit<Tab, 'browser' | 'errors' | 'asked' | 'heard' | 'downloads' | 'dialogs' | 'until'> {
  const named = (role: string, name: string) =>
    page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (role, name) => named(role, name).click(),
    tap: async (role, name) => (await named(role, name).waitHandle()).tap(),
    fill: (name, text) => named('textbox', name).fill(text),
    key: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    drag: (from, to) => dragBy(page.mouse, from, to),
    select: (name, choice) => named('combobox', name).fill(choice),
    async choose(paths) {
      const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement> | null;
      await input?.uploadFile(...paths);
    },
    evaluate: (job, argument) => page.evaluate(job as never, argument as never) as never,
    setOnline: (isOnline) => page.setOfflineMode(!isOnline),
    screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
    close: () => page.close(),
    beside: async () => toTab(await page.browser().newPage()),
  };
}
