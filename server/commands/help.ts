import type { Setting } from '../config/setting.ts';
import { chapters } from '../config/settings.ts';
import type { Command } from './command.ts';

/** Of one command. */
export function helpOn({ name, summary, operand, flags, values }: Command): string {
  const options = Object.entries({ ...values, ...flags, help: 'says this' });
  const names = ['address', ...options.map(([flag]) => `--${flag}`)];
  const width = Math.max(...names.map((one) => one.length));
  return [
    `parley ${name} ${summary}.`,
    '',
    ...(operand === undefined ? [] : [`  ${'address'.padEnd(width)}  ${operand}`]),
    ...options.map(([flag, purpose]) => `  ${`--${flag}`.padEnd(width)}  ${purpose}`),
  ].join('\n');
}

/** All that can be asked for, and all that can be set. */
export function help(commands: readonly Command[]): string {
  return [
    'Parley: open a link, see and hear the other person.',
    '',
    ...commands.map(({ name, summary }) => `  parley ${name.padEnd(11)}  ${summary}`),
    '  parley help <command>',
    '  parley --version',
    '',
    'Settings are environment variables, or lines of a file .env in the folder that it is started in.',
    'Here with what counts where they are not set:',
    ...chapters.flatMap(([title, settings]) => [
      '',
      title,
      ...Object.entries(settings).map(([name, setting]) => helpOnSetting(name, setting)),
    ]),
  ].join('\n');
}

function helpOnSetting(name: string, { kind, fallback, purpose, isSecret }: Setting): string {
  const lines = [
    `  ${name}=${fallback}`,
    `      ${purpose}`,
    `      It must be ${kind.expected}${isSecret ? `; or set ${name}_FILE to a file that holds it` : ''}.`,
  ];
  return lines.join('\n');
}
