import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { findCoturn } from './programs.ts';
import { waitFor } from './tab.ts';

export interface Coturn {
  readonly url: string;
  readonly secret: string;
  /** The one before, which is still taken while it is being changed. */
  readonly formerSecret: string;
  /** As if the network were gone: nothing is lost but what is sent meanwhile. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

interface PairFiles {
  readonly cert: string;
  readonly key: string;
}

/** A real relay on loopback, over TLS too where there is a pair. `allow-loopback-peers` is for tests only: a deployed one denies loopback. */
export async function startCoturn(pair?: PairFiles): Promise<Coturn> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-coturn-'));
  const port = await freePort();
  const secret = 'a secret of the tests';
  const formerSecret = 'the secret before';
  const lines = [
    'listening-ip=127.0.0.1',
    'relay-ip=127.0.0.1',
    `listening-port=${port}`,
    'realm=parley.test',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    `static-auth-secret=${formerSecret}`,
    'fingerprint',
    ...(pair ? [`cert=${pair.cert}`, `pkey=${pair.key}`] : ['no-tls']),
    'no-dtls',
    'no-cli',
    'allow-loopback-peers',
    'no-multicast-peers',
    `pidfile=${join(folder, 'pid')}`,
    `userdb=${join(folder, 'db')}`,
    'log-file=stdout',
  ];
  await writeFile(join(folder, 'turnserver.conf'), lines.join('\n'));
  const child = spawn(findCoturn() ?? '', ['-c', join(folder, 'turnserver.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  let words = '';
  child.stdout.on('data', (data) => {
    words += data;
  });
  await waitFor('coturn listens', async () => words.includes('Total General servers'));
  return {
    url: `turn:127.0.0.1:${port}`,
    secret,
    formerSecret,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
