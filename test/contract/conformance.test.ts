import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Checked, checkServer } from '../../conformance/check-server.ts';
import { serverRules } from '../../conformance/rules.ts';
import { readTranscripts, type Transcript } from '../../conformance/transcript.ts';
import { unchecked } from '../../conformance/unchecked.ts';
import type { CheckedWire } from '../../conformance/wires/connection.ts';
import { plainWire } from '../../conformance/wires/plain.ts';
import { socketIoWire } from '../../conformance/wires/socketio.ts';
import { socketIo2Wire } from '../../conformance/wires/socketio2.ts';
import { createDirectory } from '../../extensions/directory.ts';
import { hands } from '../../extensions/hands.ts';
import { names } from '../../extensions/names.ts';
import { openBookOfNames } from '../../server/book-of-names.ts';
import { createOriginCheck } from '../../server/origins.ts';
import { createMemoryShelf } from '../../server/shelf.ts';
import { type Mutant, startMutant } from '../support/mutant.ts';
import { mutations } from '../support/mutations.ts';
import { type Served, serve } from '../support/serve.ts';

/** What takes longer waits for a real clock: test/process has it. */
const MOMENT = { patienceMs: 20_000, longestSeconds: 1, rules: null };
/** All rules at once, on a machine that is busy. */
const ALL_MS = 120_000;

const wires: Readonly<Record<string, (server: URL) => CheckedWire>> = {
  'plain WebSocket': plainWire,
  'Socket.IO over WebSocket': socketIoWire,
  'Socket.IO 2 over WebSocket': socketIo2Wire,
  'Socket.IO over polling': (server) => socketIoWire(server, 'polling'),
};

const isOriginAllowed = createOriginCheck([], () => false);
/** The others take the time of a slow hash, of which many at once are slower than patience, or pass a mutant unaltered. */
const quick = serverRules()
  .map(({ id }) => id)
  .filter((id) => !/^(E2|E4|E10|C\d|O[4-7]|Y\d)$/.test(id));
const ofNames = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'];
const broken = (checked: readonly Checked[]) => checked.filter(({ state }) => state === 'broken');

describe.each([2, 3])('the transcripts, in rooms of %i', (capacity) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ capacity, door: { isOriginAllowed } });
  });
  afterAll(() => served.close());

  test.each(Object.entries(wires))(
    'are what our server does: %s',
    { timeout: ALL_MS },
    async (_name, create) => {
      const checked = await checkServer([create(new URL(`${served.url}/`))], MOMENT);
      expect(broken(checked)).toEqual([]);
      expect(checked.filter(({ state }) => state === 'holds').length).toBeGreaterThan(40);
      expect(served.faults).toEqual([]);
    },
  );
});

describe.concurrent('a server that breaks one rule fails at that rule', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ door: { isOriginAllowed } });
  });
  afterAll(() => served.close());

  test.each(Object.entries(mutations))('%s', { timeout: ALL_MS }, async (name, mutation) => {
    const mutant: Mutant = await startMutant(served.url, mutation);
    const rule = name.split(':')[0] ?? '';
    const checked = await checkServer([plainWire(new URL(`${mutant.url}/`))], {
      ...MOMENT,
      patienceMs: 5_000,
      rules: [...quick, rule],
    });
    await mutant.close();
    expect(broken(checked).map(({ id }) => id)).toEqual([rule]);
  });
});

describe('what a server has, or lacks', () => {
  const check = (url: string, rules: readonly string[]) =>
    checkServer([plainWire(new URL(`${url}/`))], { ...MOMENT, rules });

  /** Nobody else is there: all come from one address. */
  async function serveOne(options: Parameters<typeof serve>[0] = {}): Promise<Served> {
    const served = await serve({ ...options, door: { addressOf: () => 'one address' } });
    onTestFinished(() => served.close());
    return served;
  }

  test('the names that it was asked to keep are given back', async () => {
    const shelf = createMemoryShelf();
    const book = await openBookOfNames({ shelf, now: Date.now });
    const directory = createDirectory({ book, newId: () => randomBytes(16).toString('base64url') });
    const { url } = await serveOne({ extensions: [names, directory] });
    const checked = await check(url, ofNames);
    expect(checked.map(({ state }) => state)).toEqual(ofNames.map(() => 'holds'));
    expect(await shelf.read()).toBe('{"names":[]}\n');
  });

  test('a cut connection that it hears of late does not reach into the next scene', async () => {
    // Connections that are cut late are many at once, more than one address may have.
    const { url, close } = await serve();
    onTestFinished(close);
    const wire = heardOfLate(plainWire(new URL(`${url}/`)));
    const checked = await checkServer([wire], { ...MOMENT, rules: ofNames });
    expect(broken(checked)).toEqual([]);
  });

  test('where it keeps no more of them for this address, that is the reason, and nothing is broken', async () => {
    const { url } = await serveOne();
    await check(url, ofNames);
    const again = await check(url, ofNames);
    expect(broken(again)).toEqual([]);
    expect(again.find(({ id }) => id === 'C2')).toMatchObject({
      state: 'not checked',
      why: expect.stringContaining('Too many names were registered'),
    });
  });

  test('rules of what it does not have are not checked', async () => {
    const { url } = await serveOne({ extensions: [names, hands] });
    const checked = await check(url, ['G3', 'C1', 'C9', 'H1']);
    const why = 'the server knows no "directory"';
    expect(checked.map(({ id, text: _, ...verdict }) => [id, verdict])).toEqual([
      ['G3', { state: 'holds' }],
      ['C1', { state: 'not checked', why }],
      ['C9', { state: 'not checked', why }],
      ['H1', { state: 'holds' }],
    ]);
  });

  test('one that is older than hello is asked for what it has', async () => {
    const { url } = await serveOne();
    const mutant = await startMutant(url, {
      up: (frame) => (frame.event === 'hello' ? { ...frame, event: 'hello-of-later' } : frame),
    });
    onTestFinished(() => mutant.close());
    const checked = await check(mutant.url, ['G1', 'G2', 'G3', 'G4', 'G5', 'C9', 'H1', 'E6', 'E7']);
    expect(broken(checked)).toEqual([]);
    const held = checked.filter(({ state }) => state === 'holds').map(({ id }) => id);
    expect(held).toEqual(['E6', 'E7', 'C9', 'H1']);
  });
});

function heardOfLate(wire: CheckedWire): CheckedWire {
  return {
    ...wire,
    async connect(...how) {
      const connection = await wire.connect(...how);
      return { ...connection, cut: () => void setTimeout(connection.cut, 300) };
    },
  };
}

describe('the folder of transcripts', () => {
  const rules = serverRules().map(({ id }) => id);
  const transcripts = readTranscripts();

  test('every rule of a server has a transcript, or a reason why not', () => {
    const played = new Set(transcripts.map(({ rule }) => rule));
    const missing = rules.filter((id) => !played.has(id) && !Object.hasOwn(unchecked, id));
    const both = [...played].filter((id) => Object.hasOwn(unchecked, id));
    expect({ missing, both }).toEqual({ missing: [], both: [] });
    expect(rules).toEqual(expect.arrayContaining([...played]));
  });

  test('each is named after its rule', () => {
    for (const { rule } of transcripts) {
      const text = readFileSync(`test/transcripts/${rule}.json`, 'utf8');
      expect((JSON.parse(text) as Transcript).rule).toBe(rule);
    }
  });
});
