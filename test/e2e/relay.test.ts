import { describe, expect, onTestFinished, test } from 'vitest';
import { mediaArrives } from '../support/arrivals.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findCoturn } from '../support/programs.ts';
import { waitFor } from '../support/tab.ts';

async function serve(settings: Record<string, string> = {}): Promise<Parley> {
  const parley = await startParley({ HTTPS_PORT: 'off', ...settings });
  onTestFinished(() => parley.stop());
  return parley;
}

async function relay(): Promise<Coturn> {
  const coturn = await startCoturn();
  onTestFinished(() => coturn.stop());
  return coturn;
}

async function callIn(parley: Parley): Promise<[Person, Person]> {
  const pair = await Promise.all([1, 2].map(() => chromiumPerson({ isRelayOnly: true })));
  for (const [index, person] of pair.entries()) {
    await person.join(`${parley.http}/r/relayed`, ['Anna', 'Minh'][index]);
  }
  return pair as [Person, Person];
}

/** What the operator reads. */
const reports = ({ lines }: Parley) =>
  lines.filter(({ message }) => message === 'no connection').map((line) => line['verdict']);

const connected = ({ lines }: Parley) =>
  lines.filter(({ message }) => message === 'connected').map((line) => line['way']);

describe.runIf(findCoturn())('two who reach each other only through a relay', () => {
  test('see and hear each other, with credentials that the server made for each', async () => {
    const coturn = await relay();
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.secret });
    const pair = await callIn(parley);
    await Promise.all(pair.map((person) => person.isTold('Connected')));
    await Promise.all(pair.map((person) => person.seesAndHears()));
    expect(await pair[0].tab.evaluate(ways, null)).toMatchObject([{ candidateType: 'relay' }]);
    await Promise.all(pair.map((person) => person.sees('Relayed · ')));
    await waitFor('both reports', async () => connected(parley).length === 2);
    expect(connected(parley)).toEqual(['relayed', 'relayed']);
    expect(reports(parley)).toEqual([]);
  });

  test('are relayed with the secret before as well, while it is being changed', async () => {
    const coturn = await relay();
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.formerSecret });
    const pair = await callIn(parley);
    await Promise.all(pair.map((person) => person.isTold('Connected')));
    expect(reports(parley)).toEqual([]);
  });

  test('go on through another when the one in use ends', async () => {
    const relays = await Promise.all([relay(), relay()]);
    const urls = relays.map(({ url }) => url);
    const parley = await serve({ TURN_URLS: urls.join(), TURN_SECRET: relays[0].secret });
    const pair = await callIn(parley);
    await Promise.all(pair.map((person) => person.isTold('Connected')));
    await Promise.all(pair.map(mediaArrives));
    const inUse = async () => (await pair[0].tab.evaluate(ways, null)).map(({ url }) => url);
    // A browser tells of which relay it is a moment after it has chosen one.
    await waitFor('a relay in use', async () => Boolean((await inUse())[0]));
    const [first = ''] = await inUse();
    const ended = relays.find(({ url }) => first.startsWith(url));
    await ended?.stop();
    await Promise.all(pair.map(mediaArrives));
    await Promise.all(pair.map((person) => person.seesAndHears()));
    const other = urls.find((url) => url !== ended?.url);
    await waitFor('the other relay in use', async () => {
      const used = await inUse();
      return used.length === 1 && used[0] === `${other}?transport=udp`;
    });
  });

  test('are told when the relay refuses the credentials, and the operator too', async () => {
    const coturn = await relay();
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: 'a wrong secret' });
    const pair = await callIn(parley);
    await Promise.all(pair.map((person) => person.sees('did not accept')));
    await waitFor('a line in the log', async () => reports(parley).includes('relay-refused'));
  });
});

test('without a relay they are told that there is none, and the operator too', async () => {
  const parley = await serve();
  const pair = await callIn(parley);
  await Promise.all(pair.map((person) => person.sees('Could not connect')));
  await waitFor('a line in the log', async () => reports(parley).length > 0);
});

describe.runIf(findCoturn())('who hides their address', () => {
  test('is reached by the relay alone, and both are told', async () => {
    const coturn = await relay();
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.secret });
    const [hidden, open] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await hidden.tab.goto(`${parley.http}/r/hidden`);
    await hidden.tab.press('switch', 'Hide my address');
    await hidden.tab.press('button', 'Join');
    await hidden.isTold('Waiting for the other person');
    await open.join(`${parley.http}/r/hidden`);
    const pair = [hidden, open];
    await Promise.all(pair.map((person) => person.isTold('Connected')));
    await Promise.all(pair.map((person) => person.seesAndHears()));
    await Promise.all(pair.map((person) => person.sees('Relayed · ')));
    expect(await open.tab.evaluate(candidatesOfOther, null)).toEqual(['relay 127.0.0.1']);
  });

  test('in the middle of a call is hidden in the next one', async () => {
    const coturn = await relay();
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.secret });
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    for (const person of [first, second]) await person.join(`${parley.http}/r/hiding`);
    await Promise.all([first, second].map((person) => person.sees('Direct · ')));
    await first.tab.press('button', 'More');
    await first.tab.press('menuitem', 'Servers');
    await first.tab.press('switch', 'Hide my address');
    await first.sees('The call that is going on stays as it is.');
    await first.hangUp();
    await Promise.all([first, second].map((person) => person.isTold('Call ended')));
    for (const person of [first, second]) await person.tab.press('button', 'Call again');
    await Promise.all([first, second].map((person) => person.sees('Relayed · ')));
  });
});

test('who hides their address where there is no relay is told so', async () => {
  const parley = await serve();
  const [hidden, open] = await Promise.all([chromiumPerson(), chromiumPerson()]);
  await hidden.tab.goto(`${parley.http}/r/hidden`);
  await hidden.tab.press('switch', 'Hide my address');
  await hidden.tab.press('button', 'Join');
  await open.join(`${parley.http}/r/hidden`);
  await hidden.sees('you hide your address, which takes a relay');
  await waitFor('a line in the log', async () => reports(parley).includes('hidden-without-relay'));
});

interface Way {
  readonly candidateType: string;
  /** Of the relay, where it is one. */
  readonly url: string;
}

/** This side of the pairs that are in use. */
async function ways(): Promise<Way[]> {
  const { keptConnections } = globalThis as unknown as {
    keptConnections: readonly RTCPeerConnection[];
  };
  const found: Way[] = [];
  for (const connection of keptConnections) {
    const reports = await connection.getStats();
    for (const report of reports.values()) {
      if (report.type !== 'transport') continue;
      const pair = reports.get(report.selectedCandidatePairId);
      const { candidateType, url } = reports.get(pair?.localCandidateId) ?? {};
      found.push({ candidateType, url });
    }
  }
  return found;
}

/** Everything that this side has learnt of where the other one is: the kind of each candidate, and its address. */
async function candidatesOfOther(): Promise<string[]> {
  const { keptConnections } = globalThis as unknown as {
    keptConnections: readonly RTCPeerConnection[];
  };
  const found = new Set<string>();
  for (const connection of keptConnections) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'remote-candidate')
        found.add(`${report.candidateType} ${report.address}`);
    }
  }
  return [...found];
}
