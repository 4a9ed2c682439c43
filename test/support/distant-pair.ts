import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { createInternet, type Host, HUB_ADDRESS } from './namespaces.ts';
import { type Parley, startParley } from './parley.ts';
import { Person } from './person.ts';
import { findChromium } from './programs.ts';
import type { Roughness } from './rough-way.ts';
import { writeSmallCamera } from './small-camera.ts';
import type { Browser } from './tab.ts';

/** Two people, each on a machine and a network of their own, and the server on a third. */
export interface DistantPair {
  readonly anna: Person;
  readonly minh: Person;
  /** Anna's stays as it is; what happens, happens to Minh's. */
  readonly host: Host;
  readonly parley: Parley;
  readonly url: string;
}

export interface PairSetup {
  /** Given to the runner, so that everything is cleaned up however the test ends. */
  readonly onTestFinished: (job: () => Promise<void>) => void;
  /** Of Minh's way. */
  readonly roughness?: Roughness;
}

export async function createDistantPair(setup: PairSetup): Promise<DistantPair> {
  const { onTestFinished, roughness } = setup;
  const folder = await mkdtemp(join(tmpdir(), 'parley-pair-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const internet = createInternet();
  onTestFinished(async () => internet.remove());
  const parley = await startParley({ HTTP_PORT: 'off' }, internet.hub.within);
  onTestFinished(() => parley.stop());
  await writeSmallCamera(join(folder, 'camera.y4m'));
  const [annas, host] = [internet.addHost(), internet.addHost(roughness)];
  const browsers = await Promise.all(
    [annas, host].map(({ within }, index) => launchWithin(within, folder, `browser-${index}`)),
  );
  for (const browser of browsers) onTestFinished(() => browser.close());
  const [anna, minh] = await Promise.all(
    browsers.map(async (browser) => new Person(await browser.newTab())),
  );
  if (!anna || !minh) throw new Error('there are two browsers');
  const { port } = new URL(parley.https ?? '');
  return { anna, minh, host, parley, url: `https://${HUB_ADDRESS}:${port}` };
}

/** The drivers take one program and no arguments before it. */
async function launchWithin(
  within: readonly string[],
  folder: string,
  name: string,
): Promise<Browser> {
  const script = join(folder, name);
  await writeFile(script, `#!/bin/sh\nexec ${within.join(' ')} '${findChromium()}' "$@"\n`);
  await chmod(script, 0o755);
  return launchChromium({
    executablePath: script,
    args: [`--use-file-for-fake-video-capture=${join(folder, 'camera.y4m')}`],
  });
}
