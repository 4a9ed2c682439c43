import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, description, patch, post, whole } from '../support/http-client.ts';
import { answer, enter, offered, openSession, ROOM } from '../support/http-room.ts';
import { connectPlain } from '../support/plain-client.ts';
import { type Served, serve } from '../support/serve.ts';

/** On a busy machine. */
const PATIENT = { timeout: 20_000 };
const line = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  await served.close();
});

const whip = (room = ROOM) => `${served.url}/whip/${room}`;

const fragment = (ufrag: string, candidate: string | null = line) =>
  [
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:9876543210abcdef9876543210',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0',
    'a=mid:0',
    ...(candidate === null ? [] : [`a=${candidate}`]),
    'a=end-of-candidates',
  ]
    .map((one) => `${one}\r\n`)
    .join('');

test('[K6] candidates of the client come by PATCH', async () => {
  const { page, session, tag, from } = await openSession(served, await enter(served));
  const told = await patch(session, fragment('mine'), { 'If-Match': tag });
  expect([told.status, told.text, told.headers.get('ETag')]).toEqual([204, '', null]);
  const signal = { type: 'candidate', label: 0, id: '0', candidate: line };
  expect(await page.next('message')).toEqual(['studio', signal, from]);
});

test('[K6] a PATCH says of which ETag it is, and what it is', async () => {
  const { session, tag } = await openSession(served, await enter(served));
  const match = { 'If-Match': tag };
  const statuses = await Promise.all([
    patch(session, fragment('mine')),
    patch(session, fragment('mine'), { 'If-Match': '"another"' }),
    patch(session, fragment('mine'), { ...match, 'Content-Type': 'application/sdp' }),
    patch(session, 'hello', match),
    patch(`${session}x`, fragment('mine'), match),
    patch(session.replace('/whip/', '/whep/'), fragment('mine'), match),
    patch(session.replace('/studio/', '/attic/'), fragment('mine'), match),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([428, 412, 415, 400, 404, 404, 404]);
});

test('[K7] ICE begins anew: the other side is offered the same again, and its answer comes back', async () => {
  const { page, session, tag, from } = await openSession(served, await enter(served));
  const asked = patch(session, fragment('anew'), { 'If-Match': '*' });
  const { sdp } = await offered(page);
  expect(sdp.match(/^a=ice-ufrag:.*$/gm)).toEqual(['a=ice-ufrag:anew', 'a=ice-ufrag:anew']);
  expect(sdp).toContain('o=- 42 8 IN');
  const theirs = whole({ ufrag: 'other' });
  await page.ask('message', 'studio', { type: 'answer', sdp: theirs }, from);
  const told = await asked;
  expect((await page.next('message'))[1]).toMatchObject({ candidate: line });
  expect(told.status).toBe(200);
  expect(told.headers.get('Content-Type')).toBe('application/trickle-ice-sdpfrag');
  expect(told.text).toContain('a=ice-ufrag:other\r\n');
  expect(told.text).toContain('a=candidate:1 1 udp');
  const next = told.headers.get('ETag') ?? '';
  expect(next).not.toBe(tag);
  expect((await patch(session, fragment('anew'), { 'If-Match': tag })).status).toBe(412);
  expect((await patch(session, fragment('anew'), { 'If-Match': next })).status).toBe(204);
});

test('[K7] where that is not answered, all stays as it was', async () => {
  const { page, session, tag } = await openSession(served, await enter(served));
  const asked = patch(session, fragment('anew'), { 'If-Match': '*' });
  await offered(page);
  served.clock.advance(6_000);
  expect((await asked).status).toBe(503);
  expect((await patch(session, fragment('mine'), { 'If-Match': tag })).status).toBe(204);
});

const isThere = async (session: string) => (await ask(session)).status === 204;

test('[K8] DELETE leaves', async () => {
  const { page, session, from } = await openSession(served, await enter(served));
  expect(await isThere(session)).toBe(true);
  expect((await ask(session, { method: 'DELETE' })).status).toBe(200);
  expect(await page.next('bye')).toEqual(['studio', from]);
  expect((await ask(session, { method: 'DELETE' })).status).toBe(404);
  expect(served.counted.connections['whip']).toBe(0);
});

test('[K8] it is over when the one has gone for whom it came', async () => {
  const { page, session } = await openSession(served, await enter(served));
  await page.ask('leave', 'studio');
  await expect.poll(() => isThere(session), PATIENT).toBe(false);
  await expect.poll(() => served.census().rooms, PATIENT).toBe(0);
});

test('[K8] it is over when that one can’t hear the client any more', async () => {
  const { page, session, from } = await openSession(served, await enter(served));
  await page.ask('message', 'studio', { type: 'unreachable' }, from);
  expect(await page.next('bye')).toEqual(['studio', from, { isLost: true }]);
  expect(await isThere(session)).toBe(false);
});

test('[K8] it is over when that one has forgotten everything', async () => {
  const page = await connectPlain(served.url);
  const joined = (await page.ask('join', 'studio')) as { token: string };
  const [told] = await Promise.all([post(whip(), description()), answer(page)]);
  page.drop();
  const again = await connectPlain(served.url);
  await expect
    .poll(() => again.ask('join', 'studio', { token: joined.token }), PATIENT)
    .toMatchObject({ ok: true });
  const session = new URL(told.headers.get('Location') ?? '', served.url).href;
  await expect.poll(() => isThere(session), PATIENT).toBe(false);
});

test('[K8] it is over after a day without a word', async () => {
  const { page, session, tag } = await openSession(served, await enter(served));
  served.clock.advance(20 * 3_600_000);
  await patch(session, fragment('mine'), { 'If-Match': tag });
  served.clock.advance(20 * 3_600_000);
  expect(await isThere(session)).toBe(true);
  served.clock.advance(4 * 3_600_000);
  await page.next('bye');
  expect(await isThere(session)).toBe(false);
});

test('[K9] whoever comes to a full room takes the seat of one that is looked for', async () => {
  const { page, session, from } = await openSession(served, await enter(served));
  expect((await post(whip(), description())).code).toBe('full');
  const looking = description({ direction: 'recvonly', ufrag: 'elsewhere' });
  await page.ask('message', 'studio', { type: 'offer', sdp: looking }, from);
  const [told] = await Promise.all([post(whip(), description()), answer(page)]);
  expect(told.status).toBe(201);
  expect(await page.next('bye')).toEqual(['studio', from, { isLost: true }]);
  expect(await isThere(session)).toBe(false);
});

test('[K10] an address has as many sessions as it may have connections', async () => {
  await served.close();
  const limits = { connectionsPerAddress: 2 };
  served = await serve({ limits, door: { addressOf: () => 'one' } });
  const { session } = await openSession(served, await enter(served));
  expect((await post(whip(), description())).status).toBe(429);
  await ask(session, { method: 'DELETE' });
  expect((await post(whip('attic'), description())).status).toBe(503);
});

test('[K10] pages of other hosts ask, and read, where they are let in', async () => {
  await served.close();
  const isOriginAllowed = ({ headers }: IncomingMessage) =>
    headers.origin === undefined || headers.origin === 'https://good.example';
  served = await serve({ door: { isOriginAllowed } });
  const preflight = (origin: string) =>
    ask(whip(), {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });
  const good = await preflight('https://good.example');
  expect(good.status).toBe(200);
  expect(good.headers.get('Access-Control-Allow-Origin')).toBe('https://good.example');
  expect(good.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  const evil = await preflight('https://evil.example');
  expect([evil.status, evil.headers.get('Access-Control-Allow-Origin')]).toEqual([403, null]);
  const page = await enter(served);
  const said = await post(whip(), description(), { Origin: 'https://evil.example' });
  expect(said.status).toBe(403);
  const headers = { Origin: 'https://good.example' };
  const [told] = await Promise.all([post(whip(), description(), headers), answer(page)]);
  expect(told.headers.get('Access-Control-Expose-Headers')).toContain('Location');
});

test('[K10] what is asked in another way is answered as the RFC has it', async () => {
  const { session } = await openSession(served, await enter(served));
  const of = async (url: string, method: string) => (await ask(url, { method })).status;
  expect(await of(whip(), 'GET')).toBe(204);
  expect(await of(whip(), 'HEAD')).toBe(204);
  expect(await of(whip(), 'PUT')).toBe(405);
  expect(await of(whip(), 'DELETE')).toBe(405);
  expect(await of(session, 'POST')).toBe(405);
  expect((await ask(whip(), { method: 'OPTIONS' })).headers.get('Accept-Post')).toBe(
    'application/sdp',
  );
  expect((await ask(session, { method: 'OPTIONS' })).headers.get('Accept-Patch')).toBe(
    'application/trickle-ice-sdpfrag',
  );
  expect((await post(whip('no%20room'), description())).status).toBe(404);
});
