import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Words } from '../protocol/extension.ts';
import type { Setting } from '../server/config/setting.ts';
import { chapters } from '../server/config/settings.ts';
import { createOwnExtensions } from '../server/own-extensions.ts';
import { createMemoryShelf } from '../server/shelf.ts';
import { asyncApi } from './asyncapi.ts';
import { protocolSchema } from './schema.ts';

const INTRODUCTION = `# Configuration

Every setting has a default that works. To change one, set an environment variable, or write a line into a file \`.env\` in
the folder from which Parley is started:

\`\`\`sh
CAPACITY=3
TURN_SECRET_FILE=/run/secrets/turn
\`\`\`

The environment wins over the file, and an empty value is a value that is not set. A secret may stand in a file of its own,
which the name with \`_FILE\` behind it says; it is never printed.

\`npx parley config\` shows the settings in force and where each comes from (\`--json\` for programs), \`npx parley --help\`
this list. What can't be used ends the start with one line for each setting that is wrong. What is no setting, in \`.env\` or
with a name that begins with \`PARLEY_\`, is pointed out in the log.
`;

/** docs/configuration.md, made of the same words as the help. */
export function configurationPage(): string {
  const tables = chapters.map(([title, settings]) => {
    const rows = Object.entries(settings).map(([name, setting]) => row(name, setting));
    return [
      `## ${title}`,
      '',
      '| name | default | what for | must be |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  const origin = '<!-- Made by `npm run docs` of server/config/settings.ts. -->\n';
  return [INTRODUCTION, ...tables, origin].join('\n');
}

function row(name: string, { kind, fallback, purpose, isSecret }: Setting): string {
  const names = isSecret ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
  const value = fallback === '' ? '' : `\`${fallback}\``;
  return `| ${names} | ${value} | ${purpose} | ${kind.expected} |`;
}

/** protocol/schema.json and protocol/asyncapi.json, made of the words themselves. */
export async function protocolFiles(): Promise<Readonly<Record<string, string>>> {
  const words = await ownWords();
  return {
    'protocol/schema.json': jsonFile(protocolSchema(words)),
    'protocol/asyncapi.json': jsonFile(asyncApi(words)),
  };
}

/** Whatever is set, they are the same. */
async function ownWords(): Promise<Words[]> {
  const access = { ROOM_PASSWORDS: {}, REQUIRE_TOKEN: false, TOKEN_SECRET: null, TOKEN_KEYS: null };
  const settings = { ...access, LEAVE_OUT: [] };
  const extensions = await createOwnExtensions(settings, Date.now, createMemoryShelf());
  return extensions.map(({ words }) => words);
}

function jsonFile(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('docs/configuration.md', configurationPage());
  for (const [path, text] of Object.entries(await protocolFiles())) writeFileSync(path, text);
}
