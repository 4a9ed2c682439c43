import { afterEach, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectRaw } from '../support/raw-client.ts';

const PASSWORD = 'password of the tests';
const headers = {
  Authorization: `Basic ${Buffer.from(`operator:${PASSWORD}`).toString('base64')}`,
};

let parley: Parley;
afterEach(() => parley.stop());

async function start(settings: Record<string, string>): Promise<void> {
  parley = await startParley({ HTTPS_PORT: 'off', STUN_PORT: 'off', ...settings });
}

const get = (path: string, more: RequestInit = {}) => fetch(`${parley.http}${path}`, more);

test('the operator sees who is there by number, and no name', async () => {
  await start({ STATUS_PASSWORD: PASSWORD });
  const [first, second] = await Promise.all([1, 2].map(() => connectRaw(parley.http ?? '')));
  await first?.ask('join', 'secret-room', { name: 'Secret Name' });
  await second?.ask('join', 'secret-room');
  await second?.ask('join', 'other-secret-room');
  const response = await get('/status', { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'self'; /,
  );
  const page = await response.text();
  expect(page).toContain('<p><b>2</b> rooms</p>');
  expect(page).toContain('<th scope="row">socketio</th><td>3 of 2</td>');
  expect(page).not.toMatch(/secret/i);
  const style = await get('/status/style.css', { headers });
  expect(style.headers.get('content-type')).toContain('text/css');
  for (const client of [first, second]) client?.drop();
});

test('without the password nothing of it is shown, and who guesses has to wait', async () => {
  await start({ STATUS_PASSWORD: PASSWORD });
  for (const path of ['/status', '/status/style.css']) expect((await get(path)).status).toBe(401);
  const wrong = { headers: { Authorization: `Basic ${btoa('operator:guess')}` } };
  for (let time = 0; time < 10; time += 1) expect((await get('/status', wrong)).status).toBe(401);
  expect((await get('/status', { headers })).status).toBe(429);
  await eventually(() => {
    const lines = parley.lines.filter(({ message }) => message.startsWith('wrong passwords'));
    expect(lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  });
  expect((await get('/')).status).toBe(200);
});

test('where no password is set there is no such page', async () => {
  await start({});
  expect((await get('/status', { headers })).status).toBe(404);
  expect((await get('/status/style.css', { headers })).status).toBe(404);
});

test('under a path it is there, and its style beside it', async () => {
  await start({ STATUS_PASSWORD: PASSWORD, BASE_PATH: '/calls' });
  const page = await (await get('/calls/status', { headers })).text();
  const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const { pathname } = new URL(style, `${parley.http}/calls/status`);
  expect((await get(pathname, { headers })).status).toBe(200);
  expect((await get('/status', { headers })).status).toBe(404);
});
