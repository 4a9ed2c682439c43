import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.sources');
const sources = [
  'client',
  'conformance',
  'devices',
  'extensions',
  'protocol',
  'public',
  'server',
  'test/transcripts',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

/** @param {string} path @returns {string[]} */
function files(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    const path = join(root, source);
    for (const file of source.includes('.') ? [path] : files(path).sort()) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** @param {string[]} args */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    // A build of a test or of a developer is the same as any other.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('The build failed; what it printed above says why.');
}

/** In declarations the compiler leaves them as they are in the sources, which nobody else has. */
function renameImports() {
  const declarations = files(join(root, 'dist')).filter((path) => path.endsWith('.d.ts'));
  for (const path of declarations) {
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/(?<=(from |import\()['"]\.[^'"]*)\.ts(?=['"])/g, '.js'));
  }
}

/** Builds server and page into dist/ where the sources are not those of the last build. */
export function buildStale() {
  // A packed release carries dist/ and no sources.
  if (!existsSync(join(root, 'server')) && existsSync(join(root, 'dist'))) return;
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  const { resolve } = createRequire(import.meta.url);
  let typescript, vite;
  try {
    typescript = join(resolve('typescript/package.json'), '../bin/tsc');
    vite = join(resolve('vite/package.json'), '../bin/vite.js');
  } catch {
    throw new Error('The build tools are not installed; run "npm ci --include=dev".');
  }
  console.log('Building Parley …');
  rmSync(stamp, { force: true });
  for (const part of ['server', 'client']) run(typescript, '-p', `${part}/tsconfig.build.json`);
  renameImports();
  run(vite, 'build', '--logLevel', 'warn');
  // What `parley conformance` reads, where a release has no sources.
  rmSync(join(root, 'dist/test'), { recursive: true, force: true });
  for (const path of ['protocol/PROTOCOL.md', 'test/transcripts']) {
    cpSync(join(root, path), join(root, 'dist', path), { recursive: true });
  }
  writeFileSync(stamp, now);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    buildStale();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
