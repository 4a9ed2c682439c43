import { checkAddress } from './address.ts';
import { checkCertificate } from './certificate.ts';
import { checkClock } from './clock.ts';
import { checkConfiguration } from './configuration.ts';
import type { Finding } from './finding.ts';
import { checkJoin } from './join.ts';
import { checkOpenFiles } from './open-files.ts';
import { checkPath } from './path.ts';
import { checkPorts } from './ports.ts';
import { checkProxy } from './proxy.ts';
import { checkRelay } from './relay.ts';
import { checkStun } from './stun.ts';
import type { Check, World } from './world.ts';

/** A new check is a file beside this one, and a word here. */
const here: readonly Check[] = [
  checkConfiguration,
  checkPorts,
  checkOpenFiles,
  checkStun,
  checkRelay,
];
/** Over the public address: they need somebody to answer there. */
const throughAddress: readonly Check[] = [
  checkCertificate,
  checkPath,
  checkProxy,
  checkClock,
  checkJoin,
];

export async function examine(world: World): Promise<readonly Finding[]> {
  const [own, there] = await Promise.all([run(here, world), examineAddress(world)]);
  return [...own, ...there];
}

async function examineAddress(world: World): Promise<readonly Finding[]> {
  const there = await checkAddress(world);
  if (there.some(({ state }) => state === 'fault')) return there;
  return [...there, ...(await run(throughAddress, world))];
}

async function run(checks: readonly Check[], world: World): Promise<readonly Finding[]> {
  return (await Promise.all(checks.map(async (check) => check(world)))).flat();
}
