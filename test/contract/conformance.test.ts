import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checked, checkServer } from '../../conformance/check-server.ts';
import { serverRules } from '../../conformance/rules.ts';
import { readTranscripts, type Transcript } from '../../conformance/transcript.ts';
import { unchecked } from '../../conformance/unchecked.ts';
import type { CheckedWire } from '../../conformance/wires/connection.ts';
import { plainWire } from '../../conformance/wires/plain.ts';
import { socketIoWire } from '../../conformance/wires/socketio.ts';
import { socketIo2Wire } from '../../conformance/wires/socketio2.ts';
import { createOriginCheck } from '../../server/origins.ts';
import { type Mutant, startMutant } from '../support/mutant.ts';
import { mutations } from '../support/mutations.ts';
import { type Served, serve } from '../support/serve.ts';

/** What takes longer waits for a real clock: test/process has it. */
const MOMENT = { patienceMs: 20_000, longestSeconds: 1, rules: null };

const wires: Readonly<Record<string, (server: URL) => CheckedWire>> = {
  'plain WebSocket': plainWire,
  'Socket.IO over WebSocket': socketIoWire,
  'Socket.IO 2 over WebSocket': socketIo2Wire,
  'Socket.IO over polling': (server) => socketIoWire(server, 'polling'),
};

const isOriginAllowed = createOriginCheck([], () => false);
/** They take the time of a slow hash, of which many at once are slower than patience. */
const withoutPasswords = serverRules()
  .map(({ id }) => id)
  .filter((id) => !['E2', 'E4', 'E10'].includes(id));
const broken = (checked: readonly Checked[]) => checked.filter(({ state }) => state === 'broken');

describe.each([2, 3])('the transcripts, in rooms of %i', (capacity) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ capacity, door: { isOriginAllowed } });
  });
  afterAll(() => served.close());

  test.each(Object.entries(wires))('are what our server does: %s', async (_name, create) => {
    const checked = await checkServer([create(new URL(`${served.url}/`))], MOMENT);
    expect(broken(checked)).toEqual([]);
    expect(checked.filter(({ state }) => state === 'holds').length).toBeGreaterThan(40);
    expect(served.faults).toEqual([]);
  });
});

describe.concurrent('a server that breaks one rule fails at that rule', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ door: { isOriginAllowed } });
  });
  afterAll(() => served.close());

  test.each(Object.entries(mutations))('%s', async (name, mutation) => {
    const mutant: Mutant = await startMutant(served.url, mutation);
    const checked = await checkServer([plainWire(new URL(`${mutant.url}/`))], {
      ...MOMENT,
      patienceMs: 5_000,
      rules: withoutPasswords,
    });
    await mutant.close();
    expect(broken(checked).map(({ id }) => id)).toEqual([name.split(':')[0]]);
  });
});

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
