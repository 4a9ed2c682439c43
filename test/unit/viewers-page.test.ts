import { expect, test } from 'vitest';
import { chatCommand } from '../../server/commands/chat.ts';
import { helpOn } from '../../server/commands/help.ts';
import { viewerCommand } from '../../server/commands/viewer.ts';
import { samplesOf } from '../support/samples.ts';

const commands = [viewerCommand, chatCommand];
const lines = samplesOf('docs/viewers.md', 'sh').flatMap((text) => text.trim().split('\n'));

test.each(lines)('%s is a line that the command understands', (line) => {
  const [, name = '', rest = ''] = /npx parley (\w+)(.*)$/.exec(line) ?? [];
  const command = commands.find((one) => one.name === name);
  const words = rest.split('|')[0]?.trim().split(/ +/) ?? [];
  const options = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
  const known = Object.keys({ ...command?.values, ...command?.flags });
  expect(options.filter((option) => !known.includes(option))).toEqual([]);
  for (const option of Object.keys(command?.values ?? {})) {
    const at = words.indexOf(`--${option}`);
    if (at !== -1) expect(words[at + 1]).toMatch(/^[^-]/);
  }
});

test('the help of each names all that it takes', () => {
  for (const command of commands) {
    const options = Object.keys({ ...command.values, ...command.flags });
    for (const option of options) expect(helpOn(command)).toContain(`--${option}`);
  }
});
