import { afterEach, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';

let parley: Parley | null = null;
afterEach(async () => {
  await parley?.stop();
  parley = null;
});

async function start(settings: Record<string, string>): Promise<unknown> {
  parley = await startParley({ HTTPS_PORT: 'off', STUN_PORT: 'off', ...settings });
  return parley.lines.find(({ message }) => message === 'listening')?.['metrics'];
}

test('metrics have a port of their own, on this machine alone, and are nowhere else', async () => {
  const port = await start({ METRICS_PORT: '0' });
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  for (const name of [
    'parley_rooms',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
  }
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  expect((await fetch(`${parley?.http}/metrics`)).status).toBe(404);
  await expect(fetch(`http://127.0.0.2:${port}/metrics`)).rejects.toThrow();
});

test('without a port for them there are none', async () => {
  expect(await start({})).toBeNull();
});

test('a port that is taken is named by its own setting', async () => {
  const port = await start({ METRICS_PORT: '0' });
  const second = startParley({ HTTPS_PORT: 'off', METRICS_PORT: String(port) });
  await expect(second).rejects.toThrow('set METRICS_PORT to another port');
});
