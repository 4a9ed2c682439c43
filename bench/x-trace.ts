import { launchChromium } from '/work/main/test/support/x-chromium.ts';
import { startParley } from '/work/main/test/support/parley.ts';
import { findChromium } from '/work/main/test/support/programs.ts';
import type { Tab } from '/work/main/test/support/tab.ts';
const hook = String.raw`(() => {
  const g = globalThis; g.marks = [];
  const now = () => performance.timeOrigin + performance.now();
  const mark = (what) => g.marks.push([now(), what]); g.mark = mark;
  const wsSend = WebSocket.prototype.send;
  WebSocket.prototype.send = function (d) { if (typeof d === 'string') mark('ws> ' + d.slice(0, 60).replace(/\s+/g,' ') + (d.includes('candidate:')?' CAND':'')+' '+d.length); return wsSend.call(this, d); };
  const Orig = WebSocket;
  g.WebSocket = class extends Orig { constructor(...a) { super(...a); this.addEventListener('message', (e) => { if (typeof e.data === 'string') mark('ws< ' + e.data.slice(0, 60).replace(/\s+/g,' ')+' '+e.data.length); }); } };
  const P = RTCPeerConnection; let n = 0;
  g.RTCPeerConnection = class extends P {
    constructor(c) { const s = now(); super(c); const id = n++; this.id = id; g.marks.push([s, 'pc'+id+' new ('+(now()-s).toFixed(1)+')']);
      for (const e of ['iceconnectionstatechange','connectionstatechange','signalingstatechange']) this.addEventListener(e, () => mark('pc'+id+' '+e+' '+(e[0]==='i'?this.iceConnectionState:e[0]==='c'?this.connectionState:this.signalingState)));
      this.addEventListener('icecandidate', (e) => mark('pc'+id+' cand '+(e.candidate && e.candidate.candidate.slice(0,60))));
      this.addEventListener('track', (e) => { mark('pc'+id+' track '+e.track.kind); e.track.addEventListener('unmute', () => mark('pc'+id+' unmute '+e.track.kind)); });
    }
  };
  for (const m of ['setRemoteDescription','setLocalDescription','addIceCandidate']) {
    const o = P.prototype[m];
    P.prototype[m] = function (...a) { mark('pc'+this.id+' '+m+' start'); const r = o.apply(this, a); r.then(() => mark('pc'+this.id+' '+m+' done')); return r; };
  }
})()`;
(globalThis as any).HOOK = hook;
const parley = await startParley({ HTTPS_PORT: 'off' }, [], '/work/ff/dist/server/parley.js');
const executablePath = findChromium() ?? '';
const [browser, others] = [await launchChromium({ executablePath }), await launchChromium({ executablePath })];
const page = (t: any) => t;
for (let r = 0; r < Number(process.env.ROUNDS ?? 5); r++) {
  const [first, second] = [await others.newTab(), await browser.newTab()];
  const url = `${parley.http}/r/t-${r}`;
  
  await first.goto(url); await ready(first); await first.press('button', 'Join');
  await first.until('w', () => document.body.innerText.includes('Waiting for'), null);
  await second.goto(url); await ready(second);
  const res = await second.evaluate(async () => {
    const g = globalThis as any;
    const start = performance.timeOrigin + performance.now();
    document.querySelector<HTMLElement>('form [type=submit]')?.click();
    g.mark('clicked');
    let video: HTMLVideoElement | null = null;
    while (!video) { await new Promise((q) => requestAnimationFrame(q)); video = document.querySelector('video.remote'); }
    g.mark('element');
    await new Promise<void>((q) => video!.requestVideoFrameCallback((_n, m: any) => { g.mark('FRAME rx ' + (m.receiveTime ? (performance.timeOrigin + m.receiveTime - start).toFixed(0) : '?') + ' cap ' + (m.captureTime? (performance.timeOrigin + m.captureTime - start).toFixed(0):'?')+ ' ' + m.width + 'x' + m.height+' pres '+(performance.timeOrigin+m.presentationTime-start).toFixed(0)+' proc '+m.processingDuration); q(); }));
    return { start, marks: g.marks };
  }, null);
  await new Promise((q) => setTimeout(q, 500));
  const a = await first.evaluate(() => (globalThis as any).marks, null);
  const all = [...res.marks.map(([t, w]: any) => [t - res.start, '      2 ' + w]), ...a.map(([t, w]: any) => [t - res.start, '1 ' + w])].filter(([t]: any) => t > -5).sort((x: any, y: any) => x[0] - y[0]);
  console.log('---- round', r);
  for (const [t, w] of all) if (t < 260 && process.env.ALL) console.log(t.toFixed(1).padStart(7), w);
  const at = (w: string) => (all.find(([, x]: any) => x.includes(w))?.[0] as number)?.toFixed(0);
  const fr = all.find(([, x]: any) => x.includes('FRAME'));
  console.log('offer sent', at('1 ws> 422["message"'), 'offer in', at('2 ws< 42["message"'), 'answer out', at('2 ws> 422["message"'), 'SRD1 start', at('1 pc1 setRemoteDescription start'), 'SRD1 done', at('1 pc1 setRemoteDescription done'), '| conn1', at('1 pc1 connectionstatechange connected'), 'conn2', at('2 pc1 connectionstatechange connected'), 'element', at('element'), 'video2 unmute', at('2 pc1 unmute video'), fr[1].slice(8), 'cb', fr[0].toFixed(0));
  await second.press('button', 'Hang up');
  await Promise.all([first.close(), second.close()]);
}
await Promise.all([browser.close(), others.close()]); await parley.stop(); process.exit(0);
async function ready(tab: Tab) { await tab.until('p', () => (document.querySelector('video')?.videoWidth ?? 0) > 0, null); await new Promise((q) => setTimeout(q, 1500)); }
