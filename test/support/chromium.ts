import { type BrowserContext, chromium, type Page } from 'playwright';
import {
  type Browser,
  dragBy,
  forceRelay,
  keepConnections,
  type Pressable,
  type Saved,
  saveData,
  type Tab,
  WAIT_MS,
  withUntil,
} from './tab.ts';

export interface ChromiumOptions {
  readonly executablePath: string;
  /** `fake`: a test picture and a beep. `none`: a machine without devices. `denied`: the person says no. */
  readonly devices?: 'fake' | 'none' | 'denied';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** A phone: fingers, and no mouse. */
  readonly isPhone?: boolean;
  /** What the person reads: BCP 47. */
  readonly locale?: string;
  /** The person told the system that nothing shall move. */
  readonly hasReducedMotion?: boolean;
  /** The person told the browser to save data. */
  readonly savesData?: boolean;
  /** Run in each page before its own scripts. */
  readonly beforePage?: () => void;
  /** As where no direct way is open. */
  readonly isRelayOnly?: boolean;
  /** The title of the tab that is shared, with its sound, when a screen is asked for; else it is a test picture. */
  readonly shared?: string;
  readonly args?: readonly string[];
}

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
const FAKE_DEVICES = '--use-fake-device-for-media-stream=fps=30';
const GRANTED = '--use-fake-ui-for-media-stream';
const SHARED_TAB = '--auto-select-tab-capture-source-by-title';
const DEVICES = { fake: [FAKE_DEVICES, GRANTED], denied: [FAKE_DEVICES], none: [GRANTED] };

/** A process of its own, with one context. */
export async function launchChromium(options: ChromiumOptions): Promise<Browser> {
  const { executablePath, devices = 'fake', shared, args = [] } = options;
  const browser = await chromium.launch({
    executablePath,
    handleSIGTERM: false,
    // Of a tab that is mute nothing is heard where it is shared either.
    ignoreDefaultArgs: shared ? ['--mute-audio'] : [],
    args: [
      ...QUIET,
      '--autoplay-policy=no-user-gesture-required',
      // Without it the microphone prompt would hide host addresses behind mDNS names, which nothing resolves here.
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      ...(shared ? [FAKE_DEVICES, `${SHARED_TAB}=${shared}`] : DEVICES[devices]),
      ...args,
    ],
  });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-US',
    reducedMotion: options.hasReducedMotion ? 'reduce' : 'no-preference',
    isMobile: options.isPhone ?? false,
    hasTouch: options.isPhone ?? false,
  });
  context.setDefaultTimeout(WAIT_MS);
  if (options.savesData) await context.addInitScript(saveData);
  if (options.isRelayOnly) await context.addInitScript(forceRelay);
  await context.addInitScript(keepConnections);
  // Not by the flag that answers for the person: with it no tab can be shared.
  if (shared) await context.grantPermissions(['camera', 'microphone']);
  if (options.beforePage) await context.addInitScript(options.beforePage);
  // An empty grant is a refusal of everything.
  if (devices === 'denied') await context.grantPermissions([]);
  return { newTab: () => newTab(context), close: () => browser.close() };
}

async function newTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  const [errors, downloads] = [collectErrors(page), collectDownloads(page)];
  const [asked, heard] = [collectAsked(page), collectHeard(page)];
  const told = { errors, asked, heard, downloads, dialogs: collectDialogs(page) };
  return withUntil({ browser: 'chromium', ...told, ...actions(page) });
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

function collectAsked(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}

function collectHeard(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(String(payload))),
  );
  return heard;
}

function collectDownloads(page: Page): Saved[] {
  const downloads: Saved[] = [];
  page.on('download', (download) => {
    downloads.push({ name: download.suggestedFilename(), path: () => download.path() });
  });
  return downloads;
}

function collectDialogs(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  return dialogs;
}

function actions(
  page: Page,
): Omit<Tab, 'browser' | 'errors' | 'asked' | 'heard' | 'downloads' | 'dialogs' | 'until'> {
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (role: Pressable, name) => page.getByRole(role, { name, exact: true }).click(),
    tap: (role: Pressable, name) => page.getByRole(role, { name, exact: true }).tap(),
    fill: (name, text) => page.getByRole('textbox', { name, exact: true }).fill(text),
    key: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    drag: (from, to) => dragBy(page.mouse, from, to),
    select: async (name, choice) => {
      await page.getByRole('combobox', { name, exact: true }).selectOption({ label: choice });
    },
    choose: (paths) =>
      page
        .locator('input[type=file]')
        .first()
        .setInputFiles([...paths]),
    evaluate: (job, argument) => page.evaluate(job as never, argument as never),
    setOnline: (isOnline) => page.context().setOffline(!isOnline),
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => page.close(),
    beside: () => newTab(page.context()),
  };
}
