import { expect, test, vi } from 'vitest';
import { serveBystanders } from '../support/bystanders.ts';
import { ask, description, patch, post } from '../support/http-client.ts';
import { connectPlain } from '../support/plain-client.ts';
import { dial, statusOf } from '../support/raw-tcp.ts';

const parley = serveBystanders();
const url = () => parley().http ?? '';
const request = (path: string, body: string, more = '', length = body.length) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${more}${/^Content-Type/.test(more) ? '' : 'Content-Type: application/sdp\r\n'}` +
  `Content-Length: ${length}\r\n\r\n${body}`;

test.each([
  ['no description', request('/whip/r', '\0\0\0'), 400],
  ['a hundred thousand sections', request('/whip/r', `v=0\r\n${'m=\r\n'.repeat(15_000)}`), 422],
  ['lines without end', request('/whip/r', `v=0\r\nm=video ${'x'.repeat(60_000)}`), 503],
  ['more than is taken', request('/whip/r', 'x'.repeat(70_000)), 413],
  ['more than is taken, as it says', request('/whip/r', '', '', 1e9), 413],
  ['a room that climbs', request('/whip/..%2f..%2fetc', description()), 404],
  ['a room of a thousand letters', request(`/whip/${'r'.repeat(1_000)}`, description()), 404],
  ['a broken percent-encoding', request('/whip/%E0%A4%A', description()), 400],
  [
    'an alphabet that is none',
    request('/whip/r', 'v=0', 'Content-Type: application/sdp; charset=x\r\n'),
    415,
  ],
  [
    'an authorization of nothing',
    request('/whip/r', description(), 'Authorization: Bearer\r\n'),
    503,
  ],
  [
    'an authorization of 10 KB',
    request('/whip/r', description(), `Authorization: Bearer ${'x'.repeat(10_000)}\r\n`),
    503,
  ],
  ['a room of the names', request('/whip/~.anna', description()), 503],
])('%s is answered, and ends there', async (_what, text, status) => {
  expect(await statusOf(url(), text)).toBe(status);
});

test('who breaks off while an answer is waited for holds no seat', async () => {
  const page = await connectPlain(url());
  await page.ask('join', 'hall');
  const { socket } = dial(url());
  socket.write(request('/whip/hall', description()));
  await page.next('message');
  socket.destroy();
  await page.next('bye');
  await page.close();
});

test('sessions that are guessed, and tags, are none', async () => {
  const paths = ['__proto__', 'constructor', 'x'.repeat(5_000), '%00'];
  for (const key of paths) {
    const session = `${url()}/whip/hall/${key}`;
    expect((await ask(session, { method: 'DELETE' })).status).toBe(404);
    expect((await patch(session, 'a=x', { 'If-Match': '*' })).status).toBe(404);
  }
});

test('a hundred at once of one address: half wait, the others are told', async () => {
  const page = await connectPlain(url());
  await page.ask('join', 'crowd', { role: 'receiver' });
  const statuses: number[] = [];
  const asked = Array.from({ length: 100 }, async () => {
    statuses.push((await post(`${url()}/whip/crowd`, description())).status);
  });
  await vi.waitFor(() => expect(statuses.length).toBeGreaterThanOrEqual(50));
  // Those who still wait have nobody any more who could answer.
  await page.ask('leave', 'crowd');
  await Promise.all(asked);
  const count = (status: number) => statuses.filter((one) => one === status).length;
  expect(count(429)).toBeGreaterThanOrEqual(50);
  expect(count(429) + count(503)).toBe(100);
  expect(await page.ask('alive')).toEqual({ ok: true });
  await page.close();
});
