import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readConfig } from '../../server/config/config.ts';
import { dialectsOf, listenForDialects } from '../../server/dialect-listeners.ts';
import { openKeys } from '../../server/keys.ts';
import { makePair } from '../support/key-pair.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

test('the port of a dialect has the new certificate as soon as its files change', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [former, next] = [await makePair(dir, 'former', 9), await makePair(dir, 'next', 90)];
  const { config } = readConfig({
    environment: { LISTEN_ROOMS: '0/tls', TLS_CERT: former.cert, TLS_KEY: former.key },
    envFile: {},
  });
  const keys = await openKeys(config, silent);
  const hub = { server: createServer(), inTurn: (job: () => void) => job() };
  const listening = { dialects: dialectsOf(config), keys, onFault: () => {} };
  const { ports, listeners } = await listenForDialects(hub, config, listening);
  onTestFinished(async () => void (await Promise.all(listeners.map((one) => one.close()))));
  const port = ports['rooms'] ?? 0;

  expect(await nameAt(port)).toBe('former');
  await Promise.all([copyFile(next.cert, former.cert), copyFile(next.key, former.key)]);
  vi.advanceTimersByTime(30_000);
  await vi.waitFor(async () => expect(await nameAt(port)).toBe('next'), { timeout: 20_000 });
});

/** Whose certificate a new connection is shown. */
function nameAt(port: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      resolve(String(subject.CN));
    });
    socket.on('error', reject);
  });
}
