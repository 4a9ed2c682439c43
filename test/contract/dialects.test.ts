import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serve } from '../support/serve.ts';
import { connectText, type TextClient } from '../support/text-client.ts';

/** By what happens in each: who says (>) and hears (<) what, one after the other. */
type Recorded = Readonly<Record<string, readonly string[]>>;

const families = ['direct', 'broadcast', 'rooms'] as const;

function recordedOf(family: string): Recorded {
  return JSON.parse(readFileSync(`test/dialects/${family}.json`, 'utf8')) as Recorded;
}

let served: Served;
let clients: Map<string, TextClient>;
beforeEach(async () => {
  served = await serve({ door: { addressOf: () => 'one house' } });
  clients = new Map();
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  for (const client of clients.values()) client.drop();
  await served.close();
});

async function clientOf(name: string, path: string): Promise<TextClient> {
  const client = clients.get(name) ?? (await connectText(served.url, path));
  clients.set(name, client);
  return client;
}

async function play(lines: readonly string[], path: string): Promise<void> {
  for (const line of lines) {
    const [, name = '', , frame = ''] = /^(\w+) (. )?(.*)$/s.exec(line) ?? [];
    const client = await clientOf(name, path);
    if (line.startsWith(`${name} > `)) client.send(frame);
    if (line.startsWith(`${name} < `)) expect(await client.next()).toBe(frame);
    if (frame === 'leaves') client.drop();
  }
}

/** Nobody was told anything else. */
async function expectNoMore(lines: readonly string[]): Promise<void> {
  for (const [name, client] of clients) {
    const isGone = lines.includes(`${name} leaves`);
    if (!isGone) await client.fence();
    const told = lines.filter((line) => line.startsWith(`${name} < `));
    expect(client.received).toHaveLength(told.length);
  }
}

describe.each(families)('[Y1] what clients of %s say and hear, frame by frame', (family) => {
  const recorded = Object.entries(recordedOf(family));
  const paths = [`/ws/${family}`, '/ws', '/'];
  const all = recorded.flatMap(([title, lines]) =>
    paths.map((path) => [title, path, lines] as const),
  );

  test.each(all)('%s, at %s', async (_title, path, lines) => {
    await play(lines, path);
    await expectNoMore(lines);
  });
});
