import { type Checked, checkServer } from '../../conformance/check-server.ts';
import { checkCommand, checkVisitor } from '../../conformance/client-run.ts';
import { offeredWires } from '../../conformance/offered-wires.ts';
import { asText } from '../../conformance/report.ts';
import { serverRules } from '../../conformance/rules.ts';
import { isWireName, type WireName } from '../../conformance/transcript.ts';
import { type Command, parseAddress, print, UsageError } from './command.ts';

/** What comes at all comes sooner, also from far away. */
const PATIENCE_MS = 10_000;
const USUAL_SECONDS = 20;

export const conformanceCommand: Command = {
  name: 'conformance',
  summary: 'checks whether a server, or a client, keeps the rules of the room protocol',
  flags: { json: 'as JSON, for programs', slow: 'also what takes longer than 20 s' },
  values: {
    server: 'the address that is checked: https://calls.example.org/',
    client: 'a command that starts a client, which is checked; "" waits for one that you start',
    wire: 'socketio, socketio2 or plain; without it all that are offered',
    rule: 'only these rules: J1,R3',
  },
  async run(flags, { values }) {
    const client = values.get('client');
    const checked = client === undefined ? await check(flags, values) : await meet(client);
    print(flags.has('json') ? JSON.stringify(checked, null, 2) : asText(checked));
    if (checked.some(({ state }) => state === 'broken')) process.exitCode = 1;
  },
};

function meet(command: string): Promise<readonly Checked[]> {
  if (command !== '') return checkCommand(command);
  // Not among what --json prints.
  return checkVisitor((server, room) => {
    process.stderr.write(`Have your client join the room ${room} at ${server}\n`);
  });
}

async function check(
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
): Promise<readonly Checked[]> {
  const address = values.get('server');
  if (address === undefined) throw new UsageError('Name what to check: --server https://…');
  const rules = parseRules(values.get('rule'));
  const wires = await offeredWires(parseAddress(address), parseWire(values.get('wire')));
  if (wires.length === 0) throw new UsageError(`Nothing at ${address} speaks the room protocol.`);
  return checkServer(wires, {
    rules,
    patienceMs: PATIENCE_MS,
    longestSeconds: flags.has('slow') ? Number.POSITIVE_INFINITY : USUAL_SECONDS,
  });
}

function parseWire(text: string | undefined): WireName | null {
  if (text === undefined) return null;
  if (isWireName(text)) return text;
  throw new UsageError(`"${text}" is no wire: socketio, socketio2 and plain are.`);
}

function parseRules(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const asked = text.split(',').map((id) => id.trim());
  const known = serverRules().map(({ id }) => id);
  const stray = asked.find((id) => !known.includes(id));
  if (stray !== undefined)
    throw new UsageError(`"${stray}" is no rule for servers in PROTOCOL.md.`);
  return asked;
}
