#!/usr/bin/env node
import { inspect, parseArgs } from 'node:util';
import { closestMatch } from 'leven';
import { cameraCommand } from './commands/camera.ts';
import { chatCommand } from './commands/chat.ts';
import { type Command, type Given, print, UsageError } from './commands/command.ts';
import { configCommand } from './commands/config.ts';
import { conformanceCommand } from './commands/conformance.ts';
import { doctorCommand } from './commands/doctor.ts';
import { help, helpOn } from './commands/help.ts';
import { serveCommand } from './commands/serve.ts';
import { version } from './commands/version.ts';
import { viewerCommand } from './commands/viewer.ts';
import { SetupError } from './config/setup-error.ts';

/** A new command is a file in commands/ and a line here. */
const commands: readonly Command[] = [
  serveCommand,
  configCommand,
  doctorCommand,
  conformanceCommand,
  cameraCommand,
  viewerCommand,
  chatCommand,
];

async function parley([first = 'serve', ...rest]: readonly string[]): Promise<void> {
  switch (first) {
    case '--version':
      return print(version());
    case '--help':
    case '-h':
    case 'help':
      return print(rest[0] ? helpOn(find(rest[0])) : help(commands));
    default:
      if (first.startsWith('-')) await run(serveCommand, [first, ...rest]);
      else await run(find(first), rest);
  }
}

function find(name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const near = closestMatch(
    name,
    commands.map((one) => one.name),
    { maxDistance: 3 },
  );
  const meant = near ? `did you mean "parley ${near}"? ` : '';
  throw new UsageError(`"${name}" is no command; ${meant}"parley help" says what there is.`);
}

async function run(command: Command, args: readonly string[]): Promise<void> {
  const { flags, given } = parse(command, args);
  if (flags.has('help')) return print(helpOn(command));
  await command.run(flags, given);
}

interface Asked {
  readonly flags: ReadonlySet<string>;
  readonly given: Given;
}

function parse(command: Command, args: readonly string[]): Asked {
  const known = [...Object.keys(command.flags), 'help'];
  const options = Object.fromEntries([
    ...known.map((flag) => [flag, { type: 'boolean' as const }]),
    ...Object.keys(command.values ?? {}).map((name) => [name, { type: 'string' as const }]),
  ]);
  const allowPositionals = command.operand !== undefined;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals });
    if (positionals.length > 1) throw notTaken(command, args);
    const entries = Object.entries<unknown>(values);
    const texts = entries.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    return {
      flags: new Set(entries.flatMap(([name, value]) => (value === true ? [name] : []))),
      given: { operand: positionals[0], values: new Map(texts) },
    };
  } catch {
    throw notTaken(command, args);
  }
}

function notTaken({ name }: Command, args: readonly string[]): UsageError {
  return new UsageError(
    `"parley ${name}" does not take ${args.join(' ')}; "parley help ${name}" says what it takes.`,
  );
}

parley(process.argv.slice(2)).catch((error: unknown) => {
  const isOurs = error instanceof SetupError || error instanceof UsageError;
  const words = isOurs ? error.message : inspect(error);
  process.stderr.write(`${words}\n`, () => process.exit(error instanceof UsageError ? 2 : 1));
});
