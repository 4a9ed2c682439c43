import { chromium } from 'playwright';
import { writeFileSync } from 'node:fs';
import { startParley } from '/work/main/test/support/parley.ts';
import { findChromium } from '/work/main/test/support/programs.ts';
const parley = await startParley({ HTTPS_PORT: 'off' }, [], '/work/ff/dist/server/parley.js');
const args = ['--disable-background-networking','--disable-component-update','--disable-sync','--autoplay-policy=no-user-gesture-required','--disable-features=WebRtcHideLocalIpsWithMdns','--use-fake-device-for-media-stream=fps=30','--use-fake-ui-for-media-stream'];
const launch = async () => { const b = await chromium.launch({ executablePath: findChromium() ?? '', args }); return [b, await b.newContext({ bypassCSP: true, viewport: { width: 1280, height: 800 } })] as const; };
const [[b2, c2], [b1, c1]] = [await launch(), await launch()];
const ready = async (p: any) => { await p.waitForFunction('document.querySelector("video")?.videoWidth > 0'); await new Promise((r) => setTimeout(r, 1500)); };
for (let r = 0; r < 6; r++) {
  const [p1, p2] = [await c1.newPage(), await c2.newPage()];
  const url = `${parley.http}/r/p-${r}`;
  await p1.goto(url); await ready(p1); await p1.getByRole('button', { name: 'Join', exact: true }).click(); await p1.getByText('Waiting for').first().waitFor();
  await p2.goto(url); await ready(p2);
  const cats = ['toplevel', 'devtools.timeline', 'blink', 'blink.user_timing', 'webrtc', 'v8', 'disabled-by-default-v8.cpu_profiler', 'media', 'ipc', 'mojom'];
  await b2.startTracing(p2, { categories: cats });
  await new Promise((q) => setTimeout(q, 300));
  const ms = await p2.evaluate(`(async () => { const start = performance.timeOrigin+performance.now(); document.querySelector('form [type=submit]').click(); let v=null; while(!v){ await new Promise(q=>requestAnimationFrame(q)); v=document.querySelector('video.remote'); } await new Promise(q=>v.requestVideoFrameCallback(q)); return [start, performance.timeOrigin+performance.now()-start]; })()`);
  await new Promise((q) => setTimeout(q, 100));
  const buf = await b2.stopTracing();
  writeFileSync(`/tmp/p/prog-${r}.json`, buf);
  console.log(r, ms);
  await p2.getByRole('button', { name: 'Hang up' }).click(); await p1.close(); await p2.close();
}
await b1.close(); await b2.close(); await parley.stop(); process.exit(0);
