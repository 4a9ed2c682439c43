import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadKeyPair } from '../../server/certs.ts';
import { freePort } from './free-port.ts';
import { findNginx } from './programs.ts';
import { waitFor } from './tab.ts';

export interface Nginx {
  /** Like `https://localhost:34567`. */
  readonly https: string;
  readonly http: string;
  /** Resolves when new workers have taken over. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** A real nginx with a file that is shipped, in front of what listens on `upstreamPort`. */
export async function startNginx(shipped: string, upstreamPort: number): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-nginx-'));
  await loadKeyPair(folder, ['localhost'], Date.now());
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const site = adapt(await readFile(shipped, 'utf8'), {
    '/etc/letsencrypt/live/CALLS.EXAMPLE.ORG/fullchain.pem': join(folder, 'cert.pem'),
    '/etc/letsencrypt/live/CALLS.EXAMPLE.ORG/privkey.pem': join(folder, 'key.pem'),
    'CALLS.EXAMPLE.ORG;': 'localhost;',
    'listen 80;': `listen 127.0.0.1:${httpPort};`,
    'listen [::]:80;': '',
    'listen 443 ssl http2;': `listen 127.0.0.1:${httpsPort} ssl http2;`,
    'listen [::]:443 ssl http2;': '',
    'server 127.0.0.1:8080;': `server 127.0.0.1:${upstreamPort};`,
  });
  await writeFile(join(folder, 'site.conf'), site);
  await writeFile(join(folder, 'nginx.conf'), around(folder));
  const [program, args] = [findNginx() ?? '', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr']];
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  server.stderr.on('data', (data) => {
    words += data;
  });
  function hasSaid(what: string, from: number): boolean {
    if (server.exitCode !== null) throw new Error(`nginx ended: ${words}`);
    return words.includes(what, from);
  }
  const says = (what: string, from = 0) =>
    waitFor(`"${what}" of nginx`, async () => hasSaid(what, from));
  await says('start worker process ');
  return {
    https: `https://localhost:${httpsPort}`,
    http: `http://localhost:${httpPort}`,
    async reload() {
      const before = words.length;
      await promisify(execFile)(program, [...args, '-s', 'reload']);
      await says('gracefully shutting down', before);
    },
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Names, ports and paths of this machine in the place of what is shipped: each has to be there. */
function adapt(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((adapted, [shipped, ours]) => {
    const uncommented = adapted.split('\n').filter((line) => !line.trim().startsWith('#'));
    if (!uncommented.join('\n').includes(shipped)) throw new Error(`"${shipped}" is not there`);
    return adapted.replaceAll(shipped, ours);
  }, text);
}

/** What Debian has in /etc/nginx/nginx.conf, with everything in a folder of our own. */
function around(folder: string): string {
  const isRoot = process.getuid?.() === 0;
  const paths = TEMPORARY.map((name) => `${name}_temp_path ${join(folder, name)};`);
  return [
    // Who may enter the folder.
    isRoot ? 'user root;' : '',
    'daemon off;',
    'worker_processes 2;',
    `pid ${join(folder, 'pid')};`,
    'error_log stderr notice;',
    'events { worker_connections 768; }',
    `http { access_log off; ${paths.join(' ')} include site.conf; }`,
  ].join('\n');
}
