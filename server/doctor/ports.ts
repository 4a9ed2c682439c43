import type { Config } from '../config/config.ts';
import { SetupError } from '../config/setup-error.ts';
import { dialectsOf, type OwnPort } from '../dialect-listeners.ts';
import { listenApart } from '../listeners.ts';
import { ask } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check } from './world.ts';

const say = speaker('ports');

interface Port {
  readonly setting: 'HTTP_PORT' | 'HTTPS_PORT' | OwnPort['setting'];
  readonly scheme: 'http' | 'https';
  readonly port: number;
}

/** Of this machine: each is Parley's already, or free for it. */
export const checkPorts: Check = async ({ config }) =>
  Promise.all(portsOf(config).map((port) => checkPort(config, port)));

/** Any free port is free. */
function portsOf(config: Config): readonly Port[] {
  const { HTTP_PORT, HTTPS_PORT } = config;
  const http = HTTP_PORT
    ? [{ setting: 'HTTP_PORT', scheme: 'http', port: HTTP_PORT } as const]
    : [];
  const https = HTTPS_PORT
    ? [{ setting: 'HTTPS_PORT', scheme: 'https', port: HTTPS_PORT } as const]
    : [];
  const own = dialectsOf(config).map(
    ({ setting, isSecure, port }) =>
      ({ setting, scheme: isSecure ? 'https' : 'http', port }) as const,
  );
  return [...http, ...https, ...own.filter(({ port }) => port !== 0)];
}

async function checkPort(
  { HOST, BASE_PATH }: Config,
  { setting, scheme, port }: Port,
): Promise<Finding> {
  if (await isParley(new URL(`${scheme}://${hostFor(HOST)}:${port}${BASE_PATH}/healthz`))) {
    return say.good(`Port ${port} (${setting}) is served by Parley.`);
  }
  try {
    const named = { port: setting, host: 'HOST' };
    const listener = await listenApart(
      () => {},
      { host: HOST, port },
      named,
      () => {},
    );
    await listener.close();
    return say.good(`Port ${port} (${setting}) is free for Parley, which does not run here now.`);
  } catch (error) {
    if (error instanceof SetupError) return say.complaint(error.message);
    throw error;
  }
}

/** Where a server that listens on `host` is asked from its own machine. */
export function hostFor(host: string | null): string {
  if (host === null || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function isParley(url: URL): Promise<boolean> {
  try {
    const { status, body } = await ask(url);
    return status === 200 && body.trim() === 'alive';
  } catch {
    return false;
  }
}
