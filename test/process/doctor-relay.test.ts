import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { doctor, faultsOf, type Settings } from '../support/doctor.ts';
import { freePort } from '../support/free-port.ts';
import { makePair } from '../support/key-pair.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { findCoturn } from '../support/programs.ts';

describe.runIf(findCoturn())('with a relay', { concurrent: true }, () => {
  const TWO_HOURS_LATE = `const now = Date.now; Date.now = () => now() - ${2 * 60 * 60 * 1000};`;
  let dir: string;
  let relay: Coturn;
  let parley: Parley;
  let settings: Settings;
  let url: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
    const pair = await makePair(dir, 'localhost', 60);
    relay = await startCoturn(pair);
    const over = new URL(relay.url).pathname.replace('127.0.0.1', 'localhost');
    settings = {
      HTTP_PORT: String(await freePort()),
      HTTPS_PORT: 'off',
      STUN_PORT: String(await freePort()),
      TURN_URLS: `turn:${over}, turn:${over}?transport=tcp, turns:${over}`,
      TURN_SECRET: relay.secret,
      NODE_EXTRA_CA_CERTS: pair.cert,
    };
    parley = await startParley(settings);
    url = parley.http ?? '';
  });
  afterAll(async () => {
    await Promise.all([relay.stop(), parley.stop()]);
    await rm(dir, { recursive: true });
  });

  test('a sound one has no fault, and gives relays over UDP, TCP and TLS', async () => {
    const { status, said } = await doctor([url], settings);
    expect(said.match(/^good {5}TURN .* gave a relay, over (UDP|TCP|TLS)\.$/gm)).toHaveLength(3);
    expect(said).toMatch(/^good {5}STUN /m);
    expect({ status, faults: said.match(/^(FAULT|WARNING).*/gm) }).toEqual({
      status: 0,
      faults: null,
    });
  });

  test('one that knows another secret is found', async () => {
    const faults = await faultsOf([url], { ...settings, TURN_SECRET: 'guessed' });
    expect(faults).toEqual(
      Array(3).fill(expect.stringMatching(/^TURN: \S+ does not accept the credentials \(401\)/)),
    );
  });

  test('one that is not there is found', async () => {
    const TURN_URLS = `turn:127.0.0.1:${await freePort()}?transport=tcp`;
    expect(await faultsOf([url], { ...settings, TURN_URLS })).toEqual([
      `TURN: ${TURN_URLS} does not answer over TCP (ECONNREFUSED).`,
    ]);
  });

  test('one that does not answer is found', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const TURN_URLS = `turn:127.0.0.1:${silent.address().port}`;
    const faults = await faultsOf([url], { ...settings, TURN_URLS });
    silent.close();
    expect(faults).toEqual([`TURN: ${TURN_URLS} does not answer over UDP (no answer).`]);
  });

  test('a clock that is late is found, against the server and against the relay', async () => {
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(TWO_HOURS_LATE)}`;
    expect(await faultsOf([url], { ...settings, NODE_OPTIONS })).toEqual([
      ...Array(3).fill(
        expect.stringMatching(/^TURN: \S+ takes credentials of this hour for old ones/),
      ),
      expect.stringMatching(/^clock: This clock is 7\d\d\d s behind that of localhost/),
    ]);
  });

  test('a STUN port that does not answer is found', async () => {
    const STUN_PORT = String(await freePort());
    expect(await faultsOf([url], { ...settings, STUN_PORT })).toEqual([
      expect.stringMatching(`^STUN: No answer comes from localhost:${STUN_PORT} over UDP`),
    ]);
  });
});
