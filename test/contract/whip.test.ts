import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, description, post, whole } from '../support/http-client.ts';
import { answer, enter, offered, ROOM } from '../support/http-room.ts';
import { type Served, serve } from '../support/serve.ts';
import { connectText } from '../support/text-client.ts';

/** On a busy machine. */
const PATIENT = { timeout: 20_000 };
const SECRET = 'a secret of thirty-two characters!';
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
const whep = (room = ROOM) => `${served.url}/whep/${room}`;

test('[K1] who sends is a sender that calls, and is given the answer with its candidates', async () => {
  const page = await enter(served);
  const asked = post(whip(), description());
  const [room, id, info] = await page.next('othercalls');
  expect([room, info]).toEqual(['studio', { id, role: 'sender' }]);
  const { sdp, from } = await offered(page);
  expect(from).toBe(id);
  expect(sdp).toContain('a=fingerprint');
  await page.ask('message', 'studio', { type: 'answer', sdp: whole() }, id);
  const told = await asked;
  expect(told.status).toBe(201);
  expect(told.headers.get('Content-Type')).toBe('application/sdp');
  expect(told.headers.get('ETag')).toMatch(/^"[^"]+"$/);
  expect(told.headers.get('Location')).toMatch(/^\/whip\/studio\/[\w-]+$/);
  expect(told.text).toBe(whole());
});

test('[K1] who receives is a receiver that calls', async () => {
  const page = await enter(served);
  const offer = description({ direction: 'recvonly' });
  const told = await Promise.all([
    post(whep(), offer),
    answer(page, whole({ direction: 'sendonly' })),
  ]);
  expect(told[0]).toMatchObject({ status: 201 });
  expect(told[0].headers.get('Location')).toMatch(/^\/whep\/studio\//);
  expect(page.received.find(({ event }) => event === 'othercalls')?.args[2]).toMatchObject({
    role: 'receiver',
  });
});

test('[K2] candidates that come after the answer are in it, where they belong', async () => {
  const page = await enter(served);
  const asked = post(whip(), description());
  const bare = description({ direction: 'recvonly', ufrag: 'theirs' });
  const from = await answer(page, bare);
  const say = (label: number, candidate: string) =>
    page.ask('message', 'studio', { type: 'candidate', label, id: String(label), candidate }, from);
  await say(0, line);
  await say(1, line.replace('50000', '50001'));
  let isDone = false;
  void asked.then(() => {
    isDone = true;
  });
  await expect
    .poll(() => {
      served.clock.advance(100);
      return isDone;
    }, PATIENT)
    .toBe(true);
  const [, audio = '', video = ''] = (await asked).text.split(/^m=/m);
  expect(audio).toContain(`a=${line}\r\n`);
  expect(video).toContain('192.0.2.1 50001');
  expect(video).not.toContain('192.0.2.1 50000');
});

test('[K2] candidates of the client are told once there is an answer for it', async () => {
  const page = await enter(served);
  const asked = post(whip(), description({ more: [`a=${line}`], kinds: ['video'] }));
  const { sdp, from } = await offered(page);
  expect(sdp).not.toContain('candidate');
  const taken = whole({ kinds: ['video'] });
  await page.ask('message', 'studio', { type: 'answer', sdp: taken }, from);
  const signal = { type: 'candidate', label: 0, id: '0', candidate: line };
  expect(await page.next('message')).toEqual(['studio', signal, from]);
  expect((await asked).status).toBe(201);
});

test('[K3] where nobody would answer the client is told so at once, and asks again', async () => {
  const alone = await post(whip(), description());
  expect(alone).toMatchObject({ status: 503, detail: expect.stringContaining('Nobody') });
  expect(alone.headers.get('Retry-After')).toBe('5');
  const none = await post(whep(), description({ direction: 'recvonly' }));
  expect(none).toMatchObject({ status: 409, detail: expect.stringContaining('Nobody') });
  expect(none.headers.get('Retry-After')).toBe('5');
  expect(served.counted.joins.seated).toBe(0);
});

test('[K3] a camera that calls by itself is not asked to answer', async () => {
  const camera = await connectText(served.url, '/ws/rooms');
  camera.send(JSON.stringify({ type: 'register', client_id: 'camera' }));
  camera.send(JSON.stringify({ type: 'join', room_id: 'studio', role: 'sender' }));
  for (const told of ['registered', 'joined']) expect(await camera.next()).toContain(told);
  expect((await post(whep(), description({ direction: 'recvonly' }))).status).toBe(409);
});

test('[K3] who does not answer within 6 s has not, and no seat is kept', async () => {
  const page = await enter(served);
  const asked = post(whip(), description());
  await offered(page);
  served.clock.advance(6_000);
  expect(await asked).toMatchObject({ status: 503, detail: expect.stringContaining('not answer') });
  expect((await page.next('bye'))[2]).toEqual({ isLost: true });
  expect(served.census().roomsBySeats).toEqual(new Map([[1, 1]]));
});

test('[K3] a client that waits no longer is gone', async () => {
  const page = await enter(served);
  const waiting = new AbortController();
  const headers = { 'Content-Type': 'application/sdp' };
  const init = { method: 'POST', headers, body: description(), signal: waiting.signal };
  const asked = ask(whip(), init).catch(() => 'given up');
  await offered(page);
  waiting.abort();
  expect(await asked).toBe('given up');
  await page.next('bye');
});

test('[K1] of several who could answer the first is called, and the others hear nothing', async () => {
  await served.close();
  served = await serve({ capacity: 3 });
  const [first, second] = [await enter(served), await enter(served)];
  const [told] = await Promise.all([post(whip(), description()), answer(first)]);
  expect(told.status).toBe(201);
  await second.ask('alive');
  expect(second.received.map(({ event }) => event)).not.toContain('othercalls');
});

test.each([
  ['another type', 415, description(), { 'Content-Type': 'text/plain' }],
  ['another answer', 406, description(), { Accept: 'text/html' }],
  ['a compressed body', 415, description(), { 'Content-Encoding': 'gzip' }],
  ['nothing', 400, '', {}],
  ['no description', 400, 'hello', {}],
  ['a description of nothing', 400, 'v=0\r\ns=-\r\n', {}],
  ['no sound and no picture', 422, description({ kinds: ['application'] }), {}],
  ['two pictures', 422, description({ kinds: ['video', 'video'] }), {}],
  ['one who receives', 422, description({ direction: 'recvonly' }), {}],
  ['one who does nothing', 422, description({ direction: 'inactive' }), {}],
  ['keys in the description', 422, description({ more: ['a=crypto:1 AES inline:x'] }), {}],
  ['an offer that is too large', 413, `v=0\r\n${'a=x\r\n'.repeat(20_000)}`, {}],
])('[K4] %s is refused by %i', async (_what, status, body, headers) => {
  await enter(served);
  expect((await post(whip(), body, headers)).status).toBe(status);
  expect(served.census().roomsBySeats).toEqual(new Map([[1, 1]]));
});

test('[K4] who offers both ways goes one way', async () => {
  const page = await enter(served);
  const asked = post(whip(), description({ direction: 'sendrecv' }));
  const { sdp, from } = await offered(page);
  expect(sdp.match(/^a=send.*$/gm)).toEqual(['a=sendonly', 'a=sendonly']);
  await page.ask('message', 'studio', { type: 'answer', sdp: whole() }, from);
  expect((await asked).status).toBe(201);
});

test('[K4] what is taken in part is not taken', async () => {
  const page = await enter(served);
  const partly = whole().replace('m=video 9', 'm=video 0');
  const [told] = await Promise.all([post(whip(), description()), answer(page, partly)]);
  expect(told.status).toBe(422);
  await page.next('bye');
});

test('[K5] the bearer token is the password of the room', async () => {
  const page = await enter(served, { password: 'grüße' });
  const bytes = Buffer.from('grüße').toString('latin1');
  const say = (authorization?: string) =>
    post(whip(), description(), authorization ? { Authorization: authorization } : {});
  const without = await say();
  expect(without).toMatchObject({ status: 401, code: 'password-needed' });
  expect(without.headers.get('WWW-Authenticate')).toBe('Bearer realm="room"');
  const wrong = await say('Bearer another');
  expect(wrong).toMatchObject({ status: 401, code: 'password-wrong' });
  expect(wrong.headers.get('WWW-Authenticate')).toContain('invalid_token');
  const [told] = await Promise.all([say(`Bearer ${bytes}`), answer(page)]);
  expect(told.status).toBe(201);
});

test('[K5] the bearer token is an invitation', async () => {
  await served.close();
  served = await serve({ access: { REQUIRE_TOKEN: true, TOKEN_SECRET: SECRET } });
  const invitation = (room: string) =>
    new SignJWT({ room })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(new Date(served.clock.now() + 60_000))
      .sign(new TextEncoder().encode(SECRET));
  const page = await enter(served, { invitation: await invitation('studio') });
  const say = (token: string) => post(whip(), description(), { Authorization: `Bearer ${token}` });
  expect(await post(whip(), description())).toMatchObject({ code: 'invitation-needed' });
  expect(await say(await invitation('attic'))).toMatchObject({
    status: 401,
    code: 'invitation-invalid',
  });
  const [told] = await Promise.all([say(await invitation('studio')), answer(page)]);
  expect(told.status).toBe(201);
});

test('[K5] a room that is locked, or full, is so for everybody', async () => {
  const page = await enter(served);
  await page.ask('lock', 'studio', true);
  expect(await post(whip(), description())).toMatchObject({ status: 403, code: 'locked' });
  await page.ask('lock', 'studio', false);
  await enter(served);
  const full = await post(whip(), description());
  expect(full).toMatchObject({ status: 503, code: 'full' });
  expect(full.headers.get('Retry-After')).toBe('5');
});
