import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';

let parley: Parley;
let clients: ChildProcess;
const lines: string[] = [];

beforeAll(async () => {
  parley = await startParley({ LIMIT_CONNECTIONS_PER_ADDRESS: '500' });
  clients = spawn(process.execPath, ['test/field/many.js'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (clients.stdout) {
    createInterface(clients.stdout).on('line', (line) => {
      lines.push(line);
    });
  }
});
afterAll(async () => {
  const ended = clients.exitCode === null ? once(clients, 'exit') : null;
  clients.stdin?.end();
  await ended;
  await parley.stop();
});

const order = (command: object) => clients.stdin?.write(`${JSON.stringify(command)}\n`);
const isSaid = (line: string) =>
  vi.waitFor(() => expect(lines).toContain(line), { timeout: 20_000, interval: 20 });

/** One side of a pair: which client, and how it is started for this room. */
type Side = readonly [script: string, args: (room: string, id: string) => readonly string[]];

const server = () => parley.http ?? '';
const socket = () => server().replace(/^http/, 'ws');
const member = (room: string, id: string) => ['--server', server(), '--room', room, '--name', id];

function inRoom(role: string): Side[1] {
  const { hostname, port } = new URL(server());
  const address = ['--server-ip', hostname, '--server-port', port];
  return (room, id) => [...address, '--client-id', id, '--room-id', room, '--role', role];
}

/** How each family can be the one who calls, and the one who is called. */
const families: Readonly<
  Record<string, { readonly calls: () => Side; readonly answers: () => Side }>
> = {
  'Socket.IO 4': { calls: () => ['socketio', member], answers: () => ['socketio', member] },
  'Socket.IO 2': { calls: () => ['socketio2', member], answers: () => ['socketio2', member] },
  plain: { calls: () => ['plain', member], answers: () => ['plain', member] },
  direct: {
    calls: () => [
      'direct',
      (room, id) => ['--server', `${socket()}/ws`, '--id', id, '--target', room],
    ],
    answers: () => ['direct', (room) => ['--server', `${socket()}/ws`, '--id', room]],
  },
  broadcast: {
    calls: () => [
      'broadcast',
      (room, id) => ['--server', `${socket()}/ws/broadcast/${room}`, '--name', id, '--caller'],
    ],
    answers: () => [
      'broadcast',
      (room, id) => ['--server', `${socket()}/ws/broadcast/${room}`, '--name', id],
    ],
  },
  rooms: {
    calls: () => ['rooms', inRoom('sender')],
    answers: () => ['rooms', inRoom('receiver')],
  },
};
const names = Object.keys(families);
const pairs = names.flatMap((caller) => names.map((called) => [caller, called] as const));

/** A direct client calls somebody who is there. The others wait for each other. */
const orders = (caller: string) =>
  caller === 'direct' ? (['called'] as const) : (['called', 'caller'] as const);

const meetings = pairs.flatMap(([caller, called]) =>
  orders(caller).map((first) => [caller, called, first] as const),
);

test.concurrent.each(meetings)(
  '[O5] %s calls %s, where the %s comes first: they talk',
  async (caller, called, first) => {
    const room = `${caller}-${called}-${first}`.replaceAll(/[^A-Za-z0-9-]/g, '');
    const [from, to] = [`from-${room}`, `to-${room}`];
    const sides = { caller: families[caller]?.calls(), called: families[called]?.answers() };
    const start = async (who: 'caller' | 'called'): Promise<void> => {
      const [script, args] = sides[who] ?? [];
      const id = who === 'caller' ? from : to;
      order({ id, script, args: args?.(room, id) });
      await isSaid(`${id} ready`);
    };
    await start(first);
    await start(first === 'caller' ? 'called' : 'caller');
    await isSaid(`${to} got hello from ${from}`);
    const shown = called === 'direct' ? room : to;
    await isSaid(`${from} got hello from ${shown}`);
  },
);

test('[O2] two senders with three receivers each, in two rooms at once: nothing crosses', async () => {
  const studios = ['studio-a', 'studio-b'];
  const receivers = (room: string) => ['1', '2', '3'].map((number) => `receiver-${number}-${room}`);
  const start = (room: string, id: string, role: string) =>
    order({ id, script: 'rooms', args: inRoom(role)(room, id) });
  for (const room of studios) {
    start(room, `sender-${room}`, 'sender');
    for (const id of receivers(room)) start(room, id, 'receiver');
  }
  for (const room of studios) {
    for (const id of receivers(room)) {
      await isSaid(`${id} got hello from sender-${room}`);
      await isSaid(`sender-${room} got hello from ${id}`);
    }
  }
  const told = lines.filter((line) => line.includes('studio-') && line.includes(' got '));
  expect(told).toHaveLength(12);
});
