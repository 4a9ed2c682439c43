import type { Found } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import { settings } from '../config/settings.ts';
import { type Command, print } from './command.ts';
import { readSettings } from './read-settings.ts';

type Shown = readonly [name: string, found: Found, isSecret: boolean];

export const configCommand: Command = {
  name: 'config',
  summary: 'shows the settings in force, and where each comes from',
  flags: { json: 'as JSON, for programs' },
  run(flags) {
    const { found, warnings } = readSettings();
    const shown = Object.entries<Setting>(settings).flatMap(([name, { isSecret }]): Shown[] => {
      const one = found[name];
      return one ? [[name, one, isSecret === true]] : [];
    });
    print(flags.has('json') ? asJson(shown) : asText(shown));
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
  },
};

function asJson(shown: readonly Shown[]): string {
  const entries = shown.map(([name, { text, origin }, isSecret]) => [
    name,
    isSecret ? { isSet: origin !== 'default', origin } : { value: text, origin },
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

function asText(shown: readonly Shown[]): string {
  const cells = shown.map((one) => [one[0], shownValue(one), one[1].origin] as const);
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

function shownValue([, { text, origin }, isSecret]: Shown): string {
  if (isSecret) return origin === 'default' ? '(not set)' : '(set)';
  return text === '' ? '(not set)' : text;
}
