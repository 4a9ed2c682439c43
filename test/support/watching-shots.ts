import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChromiumOptions, launchChromium } from './chromium.ts';
import type { Parley } from './parley.ts';
import type { Tab } from './tab.ts';

const NAMES = ['yard', 'gate', 'hall', 'garage', 'roof'];
const LOCALES = ['en-US', 'zh-CN', 'vi'];

interface WatchingShots {
  readonly parley: Parley;
  readonly look: Omit<ChromiumOptions, 'devices' | 'locale'>;
  readonly pathOf: (screen: string) => string;
}

/** The wall and the view of a device, with what there is to see, in each language. */
export async function shootWatching({ parley, look, pathOf }: WatchingShots): Promise<void> {
  const server = parley.http?.replace(/^http/, 'ws') ?? '';
  const field = await openCameras(server, look.executablePath);
  const device = startDevice(server);
  for (const locale of LOCALES) {
    const browser = await launchChromium({ ...look, locale, devices: 'none' });
    const tab = await browser.newTab();
    await shootWall(tab, `${parley.http}/watch`, (screen) => pathOf(`${screen}-${locale}`));
    await shootDevice(tab, `${parley.http}/device`, (screen) => pathOf(`${screen}-${locale}`));
    await browser.close();
  }
  device.kill();
  await once(device, 'exit');
  await field.close();
}

async function openCameras(server: string, executablePath: string) {
  const html = readFileSync('test/field/rooms.html');
  const elsewhere = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(html);
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  const { port } = elsewhere.address() as AddressInfo;
  const browser = await launchChromium({ executablePath });
  const tab = await browser.newTab();
  const query = `server=${server}/&room=studio&names=${NAMES.join(',')}`;
  await tab.goto(`http://127.0.0.1:${port}/?${query}`);
  elsewhere.close();
  return browser;
}

function startDevice(server: string): ChildProcess {
  const args = ['--server', `${server}/ws`, '--id', 'kitchen', '--fps', '30'];
  return spawn(process.execPath, ['test/field/direct-device.js', ...args], { stdio: 'ignore' });
}

async function shootWall(tab: Tab, path: string, pathOf: (screen: string) => string) {
  await tab.goto(`${path}/nobody`);
  await tab.until('an empty wall', () => document.querySelector('.watch-empty') !== null, null);
  await tab.screenshot(pathOf('wall-empty'));
  await tab.goto(`${path}/studio`);
  const areLive = (count: number) =>
    document.querySelectorAll('.tile-name.is-live').length === count;
  await tab.until('all pictures', areLive, NAMES.length);
  await click(tab, '.watch-head [role=switch]');
  await tab.until(
    'figures',
    () => document.querySelector('.tile-figures')?.textContent?.includes('kbit') === true,
    null,
  );
  await tab.screenshot(pathOf('wall'));
  await click(tab, '.tile-open');
  await tab.until('one alone', () => document.querySelector('.tile.whole') !== null, null);
  await tab.screenshot(pathOf('wall-one'));
}

async function shootDevice(tab: Tab, path: string, pathOf: (screen: string) => string) {
  await tab.goto(`${path}/kitchen`);
  await tab.until('a button', () => document.querySelector('.device .primary') !== null, null);
  await tab.screenshot(pathOf('device-not-connected'));
  await click(tab, '.device .primary');
  const isDrawn = () =>
    document.querySelector('.rest dd')?.textContent?.startsWith('JPEG') === true;
  await tab.until('a picture', isDrawn, null);
  await tab.screenshot(pathOf('device'));
}

const click = (tab: Tab, selector: string) =>
  tab.evaluate((what) => document.querySelector<HTMLElement>(what)?.click(), selector);
