import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface LogLine {
  readonly level: string;
  readonly category: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The built server, as `npm start` runs it, on free ports and with certificates of its own. */
export interface Parley {
  /** Like `http://localhost:34567`; null where it is off. */
  readonly http: string | null;
  readonly https: string | null;
  readonly process: ChildProcess;
  readonly lines: readonly LogLine[];
  stop(): Promise<void>;
  /** Another process in the place of this one: same ports, same secret. `SIGKILL` is a crash. */
  restart(signal: 'SIGKILL' | 'SIGTERM', changed?: Changed): Promise<Parley>;
}

type Settings = Readonly<Record<string, string>>;

interface Changed {
  readonly settings?: Settings;
  /** Another release: see release.ts. */
  readonly program?: string;
}

/** `within` is written before the command: see namespaces.ts. */
export async function startParley(
  settings: Settings = {},
  within: readonly string[] = [],
  program: string = resolve('dist/server/parley.js'),
): Promise<Parley> {
  const certs = settings['CERTS_DIR'] ?? (await mkdtemp(join(tmpdir(), 'parley-certs-')));
  const [command = '', ...args] = [...within, process.execPath, program];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      HTTP_PORT: '0',
      HTTPS_PORT: '0',
      STUN_PORT: '0',
      CERTS_DIR: certs,
      LOG_FORMAT: 'json',
      ...settings,
    },
    // Where no `.env` of a developer is.
    cwd: certs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const lines: LogLine[] = [];
  const { http, https } = await listening(child, lines);
  const url = (scheme: string, port: unknown) =>
    typeof port === 'number' ? `${scheme}://localhost:${port}` : null;
  return {
    http: url('http', http),
    https: url('https', https),
    process: child,
    lines,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(certs, { recursive: true, force: true });
    },
    async restart(signal, changed = {}) {
      child.kill(signal);
      await ended;
      const ports = { HTTP_PORT: String(http ?? 'off'), HTTPS_PORT: String(https ?? 'off') };
      const next = { ...settings, ...ports, CERTS_DIR: certs, ...changed.settings };
      return startParley(next, within, changed.program ?? program);
    },
  };
}

function listening(child: ChildProcess, lines: LogLine[]): Promise<LogLine> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.on('data', (data) => {
      words += data;
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${words}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
      if (line.message === 'listening') resolve(line);
    });
  });
}
