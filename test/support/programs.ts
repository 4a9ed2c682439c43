import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** The real browsers that tests drive. Firefox is null where there is none and none can be installed. */
export interface Programs {
  readonly chromium: string;
  readonly firefox: string | null;
}

interface Wanted {
  readonly title: string;
  /** The environment variable that names the program, before anything is searched. */
  readonly variable: string;
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly debianPackage: string;
  readonly brewCask: string;
}

const CHROMIUM: Wanted = {
  title: 'Chromium',
  variable: 'CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  paths: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ],
  debianPackage: 'chromium',
  brewCask: 'chromium',
};

const FIREFOX: Wanted = {
  title: 'Firefox',
  variable: 'FIREFOX',
  names: ['firefox-esr', 'firefox'],
  paths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  debianPackage: 'firefox-esr',
  brewCask: 'firefox',
};

const COTURN: Wanted = {
  title: 'coturn',
  variable: 'TURNSERVER',
  names: ['turnserver'],
  paths: [],
  debianPackage: 'coturn',
  brewCask: 'coturn',
};

const NGINX: Wanted = {
  title: 'nginx',
  variable: 'NGINX',
  names: ['nginx'],
  // Not on everybody's path.
  paths: ['/usr/sbin/nginx', '/usr/local/sbin/nginx'],
  debianPackage: 'nginx',
  brewCask: 'nginx',
};

/** For what was recorded. */
const FFPROBE: Wanted = {
  title: 'ffprobe',
  variable: 'FFPROBE',
  names: ['ffprobe'],
  paths: [],
  debianPackage: 'ffmpeg',
  brewCask: 'ffmpeg',
};

/** For the client in another language. */
const PYTHON: Wanted = {
  title: 'Python',
  variable: 'PYTHON',
  names: ['python3'],
  paths: [],
  debianPackage: 'python3',
  brewCask: 'python3',
};

export function findPython(): string | null {
  return find(PYTHON);
}

export function findFfprobe(): string | null {
  return find(FFPROBE);
}

export function findNginx(): string | null {
  return find(NGINX);
}

/** Comes with a machine or doesn't: nothing here runs on it. */
const SYSTEMD_ANALYZE: Wanted = {
  title: 'systemd-analyze',
  variable: 'SYSTEMD_ANALYZE',
  names: ['systemd-analyze'],
  paths: [],
  debianPackage: 'systemd',
  brewCask: 'systemd',
};

export function findSystemdAnalyze(): string | null {
  return find(SYSTEMD_ANALYZE);
}

export function findCoturn(): string | null {
  return find(COTURN);
}

export function findChromium(): string | null {
  return find(CHROMIUM);
}

export function findFirefox(): string | null {
  return find(FIREFOX);
}

/** Finds what tests drive, and on Debian installs what is missing. Throws one sentence where that can't be done. */
export function providePrograms(): Programs {
  install(
    [CHROMIUM, FIREFOX, COTURN, NGINX, FFPROBE, PYTHON].filter((wanted) => find(wanted) === null),
  );
  const found = { chromium: find(CHROMIUM), firefox: find(FIREFOX) };
  if (found.chromium === null) throw new Error(whatToDo(CHROMIUM));
  if (find(FFPROBE) === null) throw new Error(whatToDo(FFPROBE));
  if (find(PYTHON) === null) throw new Error(whatToDo(PYTHON));
  if (found.firefox === null && process.env['CI']) throw new Error(whatToDo(FIREFOX));
  if (found.firefox === null) say(`Tests with Firefox are left out. ${whatToDo(FIREFOX)}`);
  if (find(COTURN) === null) say(`Tests with a relay are left out. ${whatToDo(COTURN)}`);
  if (find(NGINX) === null) say(`Tests behind nginx are left out. ${whatToDo(NGINX)}`);
  return { chromium: found.chromium, firefox: found.firefox };
}

function find({ title, variable, names, paths }: Wanted): string | null {
  const named = process.env[variable];
  if (named && !existsSync(named)) {
    throw new Error(`${title} is not at ${named}: correct the variable ${variable} or unset it.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return named || ([...onPath, ...paths].find((path) => existsSync(path)) ?? null);
}

function install(missing: readonly Wanted[]): void {
  const asRoot = missing.length > 0 && isDebian() ? rootPrefix() : null;
  if (!asRoot) return;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  say(`Installing ${packages.join(' and ')} with apt-get: the tests need them.`);
  run([...asRoot, 'apt-get', 'update', '--quiet']);
  for (const name of packages) {
    run([...asRoot, 'apt-get', 'install', '--yes', '--quiet', '--no-install-recommends', name]);
  }
}

function isDebian(): boolean {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** What to write before a command so that it runs as root; null where that would ask for a password. */
function rootPrefix(): readonly string[] | null {
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() === 0) return environment;
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', ...environment] : null;
}

function run([command = '', ...args]: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) say(`It failed with code ${status}: ${[command, ...args].join(' ')}`);
}

function whatToDo(wanted: Wanted): string {
  const { title, variable } = wanted;
  return `${title} is not found: install ${howToInstall(wanted)}, or name the program in ${variable}.`;
}

function howToInstall({ title, debianPackage, brewCask }: Wanted): string {
  if (process.platform === 'darwin') return `it with \`brew install --cask ${brewCask}\``;
  if (isDebian()) return `it with \`sudo apt-get install ${debianPackage}\``;
  if (osRelease().includes('fedora')) return `it with \`sudo dnf install ${brewCask}\``;
  if (osRelease().includes('arch')) return `it with \`sudo pacman -S ${brewCask}\``;
  return `your system's package of ${title}`;
}

function osRelease(): string {
  const path = '/etc/os-release';
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** To the terminal, past the test runner, which shows the output of tests only. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
