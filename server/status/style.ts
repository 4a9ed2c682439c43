/** In colours and letters as the page of calls has them. */
export const STYLE = `:root {
  color-scheme: light dark;
  --bg: #f6f5f2;
  --card: #fff;
  --text: #1b1d1f;
  --dim: #5f646a;
  --line: #dedbd4;
  --alarm: #a4400a;
  --one: #0c7c68;
  --two: #b4532f;
  --three: #5b4fc4;
  font: 16px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #15171a;
    --card: #1e2125;
    --text: #eef0f1;
    --dim: #a2a9b0;
    --line: #343940;
    --alarm: #f0a36e;
    --one: #3ccbb0;
    --two: #f0936e;
    --three: #a99ff5;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  max-width: 1120px;
  margin: 0 auto;
  padding: 24px 20px 48px;
  background: var(--bg);
  color: var(--text);
}
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; margin-bottom: 20px; }
h1 { font-size: 28px; line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 15px; font-weight: 650; }
small, .times, .plot span, header p, .tiles p { color: var(--dim); }
small { font-size: 13px; font-weight: 400; }
header b { color: var(--one); }
header b.draining { color: var(--alarm); }
.tiles, .plots, .tables { display: grid; gap: 12px; margin-bottom: 12px; }
.tiles { grid-template-columns: repeat(4, 1fr); }
.plots { grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); }
.tables { grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); align-items: start; }
.tiles p, figure, .tables > section { padding: 14px 16px; border: 1px solid var(--line); border-radius: 14px; background: var(--card); }
.tiles b { display: block; color: var(--text); font-size: 30px; line-height: 1.2; }
b, td, .plot span { font-variant-numeric: tabular-nums; }
figcaption { display: flex; flex-wrap: wrap; gap: 0 14px; margin-bottom: 8px; font-size: 13px; }
figcaption h2 { flex: 1; white-space: nowrap; }
figcaption span::before { content: ""; display: inline-block; width: 10px; height: 3px; margin-right: 5px; border-radius: 2px; vertical-align: middle; background: currentcolor; }
.plot { position: relative; padding-left: 40px; }
.plot svg { display: block; width: 100%; height: 110px; overflow: visible; }
.plot span { position: absolute; left: 0; width: 32px; font-size: 12px; line-height: 1; text-align: right; }
.plot .top { top: -6px; }
.plot .bottom { bottom: -6px; }
.times { display: flex; justify-content: space-between; padding: 6px 0 0 40px; font-size: 12px; }
path, polyline { fill: none; stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.grid { stroke: var(--line); stroke-width: 1; }
.line-1 { stroke: var(--one); }
.line-2 { stroke: var(--two); }
.line-3 { stroke: var(--three); }
.key-1 { color: var(--one); }
.key-2 { color: var(--two); }
.key-3 { color: var(--three); }
.tables h2 { margin-bottom: 6px; }
.tables p { color: var(--dim); font-size: 14px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
tr + tr { border-top: 1px solid var(--line); }
th, td { padding: 3px 0; font-weight: 400; text-align: left; }
td { text-align: right; }
@media (max-width: 560px) {
  body { padding: 16px 12px 32px; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  figcaption h2 { flex-basis: 100%; }
}
`;
