import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { samplesOf } from '../support/samples.ts';
import type { Tab } from '../support/tab.ts';

interface Call extends HTMLElement {
  readonly status: { readonly status: string; readonly others: number; readonly reason?: string };
  join(): void;
  hangUp(): void;
}

/** The page of docs/embedding.md, at an origin of its own. */
async function openSite(): Promise<{ readonly origin: string; show(parley: Parley): void }> {
  let html = '';
  const site = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void site.close());
  const [page = ''] = samplesOf('docs/embedding.md', 'html');
  return {
    origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    show: ({ http }) => {
      html = page.replaceAll('https://calls.example.org', http ?? '');
    },
  };
}

async function start(settings: Record<string, string>): Promise<Parley> {
  const parley = await startParley({ HTTPS_PORT: 'off', ...settings });
  onTestFinished(parley.stop);
  return parley;
}

function isAt(tab: Tab, status: string, others = 0): Promise<void> {
  return tab.until(
    `the status "${status}"`,
    (wanted) => {
      const call = document.querySelector<Call>('parley-call');
      return call?.status?.status === wanted.status && call.status.others === wanted.others;
    },
    { status, others },
  );
}

test('<parley-call> puts a call into a page of another origin, which follows it and ends it', async () => {
  const site = await openSite();
  const parley = await start({ EMBED_ORIGINS: site.origin });
  site.show(parley);
  const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
  await anna.tab.goto(site.origin);
  await isAt(anna.tab, 'idle');
  await anna.tab.evaluate(() => document.querySelector<Call>('parley-call')?.join(), null);
  await isAt(anna.tab, 'waiting');
  await minh.join(`${parley.http}/r/kitchen`, 'Minh');
  await minh.seesAndHears();
  await minh.sees('Anna');
  await isAt(anna.tab, 'connected', 1);
  await sendFromBeside(anna.tab);
  await isAt(anna.tab, 'connected', 1);
  await anna.sees('connected');
  await anna.tab.evaluate(() => document.querySelector<Call>('parley-call')?.hangUp(), null);
  await isAt(anna.tab, 'ended');
  await minh.isTold('Call ended');
  expect(anna.tab.errors).toEqual([]);
});

const SECRET = 'a secret that the clinic has as well';

function invite(name: string): Promise<string> {
  const claims = new SignJWT({ room: 'kitchen', name }).setProtectedHeader({ alg: 'HS256' });
  return claims.setExpirationTime('5 min').sign(new TextEncoder().encode(SECRET));
}

test('its invitation opens a room that asks for one, and may come later', async () => {
  const site = await openSite();
  const settings = { EMBED_ORIGINS: site.origin, REQUIRE_TOKEN: 'yes', TOKEN_SECRET: SECRET };
  const parley = await start(settings);
  site.show(parley);
  const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
  const join = () => document.querySelector<Call>('parley-call')?.join();
  await anna.tab.goto(site.origin);
  await isAt(anna.tab, 'idle');
  await anna.tab.evaluate(join, null);
  await isAt(anna.tab, 'refused');
  const bring = (invitation: string) =>
    document.querySelector('parley-call')?.setAttribute('invitation', invitation);
  await anna.tab.evaluate(bring, await invite('Dr. Lê'));
  await anna.tab.until(
    'a seat by the invitation',
    () => {
      const call = document.querySelector<Call>('parley-call');
      if (call?.status.status === 'refused') call.join();
      return call?.status.status === 'waiting';
    },
    null,
  );
  await minh.join(`${parley.http}/r/kitchen#token=${await invite('Minh')}`);
  await isAt(anna.tab, 'connected', 1);
  await minh.sees('Dr. Lê');
});

/** Another frame of the page says that the call is over; then the page itself asks how it stands. */
function sendFromBeside(tab: Tab): Promise<void> {
  return tab.evaluate(async () => {
    const call = document.querySelector<Call>('parley-call');
    const frame = call?.shadowRoot?.querySelector('iframe')?.contentWindow;
    const beside = document.body.appendChild(document.createElement('iframe'));
    const script = beside.contentDocument?.createElement('script');
    if (!call || !frame || !script) throw new Error('there is no call');
    Object.assign(window, { frameOfTheCall: frame });
    script.textContent = 'parent.frameOfTheCall.postMessage({ parley: "hang-up" }, "*")';
    beside.contentDocument?.body.append(script);
    const told = new Promise((resolve) => call.addEventListener('status', resolve));
    frame.postMessage({ parley: 'follow' }, '*');
    await told;
  }, null);
}

test('a page that EMBED_ORIGINS does not name shows nothing of it', async () => {
  const site = await openSite();
  site.show(await start({ EMBED_ORIGINS: 'https://elsewhere.example' }));
  const { tab } = await chromiumPerson();
  await tab.goto(site.origin);
  await expect.poll(() => tab.errors.join(), { timeout: 20_000 }).toContain('frame-ancestors');
  const status = () => document.querySelector<Call>('parley-call')?.status;
  expect(await tab.evaluate(status, null)).toBeNull();
});
