import { launchChromium } from '/work/main/test/support/chromium.ts';
import { startParley } from '/work/main/test/support/parley.ts';
import { findChromium } from '/work/main/test/support/programs.ts';
import type { Tab } from '/work/main/test/support/tab.ts';
const JOIN = `new Promise((resolve) => {
    const start = performance.now();
    const look = () => { const video = document.querySelector('video.remote'); if (!video) return; watcher.disconnect(); video.requestVideoFrameCallback(() => resolve(performance.now() - start)); };
    const watcher = new MutationObserver(look); watcher.observe(document.body, { childList: true, subtree: true });
    document.querySelector('form [type=submit]').click();
  })`;
const ROUNDS = Number(process.env.ROUNDS ?? 12);
const dirs = (process.env.DIRS ?? '/work/main,/work/ff').split(',');
const servers = [] as any[];
for (const d of dirs) servers.push(await startParley({ HTTPS_PORT: 'off' }, [], `${d}/dist/server/parley.js`));
const executablePath = findChromium() ?? '';
const [browser, others] = [await launchChromium({ executablePath }), await launchChromium({ executablePath })];
const res: number[][] = dirs.map(() => []);
for (let r = 0; r < ROUNDS; r++) for (const i of (r % 2 ? [...dirs.keys()].reverse() : [...dirs.keys()])) res[i]!.push(await ours(`${servers[i].http}/r/b-${r}`));
await Promise.all([browser.close(), others.close()]); for (const s of servers) await s.stop();
const q = (v: number[], p: number) => [...v].sort((a, b) => a - b)[Math.floor((v.length - 1) * p)]!.toFixed(0);
dirs.forEach((d, i) => console.log(d.padEnd(12), 'median', q(res[i]!, .5), 'quartiles', q(res[i]!, .25), q(res[i]!, .75), 'min', q(res[i]!, 0), 'mean', (res[i]!.reduce((a, b) => a + b, 0) / ROUNDS).toFixed(0)));
process.exit(0);
async function ours(url: string) {
  const [first, second] = [await others.newTab(), await browser.newTab()];
  await first.goto(url); await ready(first); await first.press('button', 'Join');
  await first.until('w', () => document.body.innerText.includes('Waiting for'), null);
  await second.goto(url); await ready(second);
  const ms = await second.evaluate(JOIN as never, null) as unknown as number;
  await second.press('button', 'Hang up'); await Promise.all([first.close(), second.close()]); return ms;
}
async function ready(tab: Tab) { await tab.until('p', () => (document.querySelector('video')?.videoWidth ?? 0) > 0, null); await new Promise((q) => setTimeout(q, 1200)); }
