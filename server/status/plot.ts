import type { Minute } from './history.ts';

const MINUTES = 60;
const HEIGHT = 100;

export interface Plot {
  readonly title: string;
  /** What one of the numbers is: "a minute", say. */
  readonly unit: string;
  readonly lines: readonly { readonly name: string; readonly of: keyof Minute }[];
}

/** A figure of the last hour. Words say what the lines show, for those who don't see them. */
export function plotFigure({ title, unit, lines }: Plot, minutes: readonly Minute[]): string {
  const most = Math.max(0, ...lines.flatMap(({ of }) => minutes.map((minute) => minute[of])));
  const top = roundUp(most);
  const drawn = lines.map(({ of }, index) => {
    const values = minutes.map((minute) => minute[of]);
    return `<polyline class="line-${index + 1}" points="${points(values, top)}"/>`;
  });
  const keys = lines.map(
    ({ name, of }, index) =>
      `<span class="key-${index + 1}">${name} <b>${minutes.at(-1)?.[of] ?? 0}</b></span>`,
  );
  return `<figure>
<figcaption><h2>${title} <small>${unit}</small></h2> ${keys.join(' ')}</figcaption>
<div class="plot"><span class="top">${top}</span><span class="bottom">0</span>
<svg viewBox="0 0 ${MINUTES} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title} in the last hour: at most ${most} ${unit}">
<path class="grid" d="M0 0H${MINUTES}M0 ${HEIGHT / 2}H${MINUTES}M0 ${HEIGHT}H${MINUTES}"/>
${drawn.join('\n')}
</svg></div>
<p class="times"><span>an hour ago</span><span>now</span></p>
</figure>`;
}

/** The newest minute is at the right edge, whether or not there was an hour before it. */
function points(values: readonly number[], top: number): string {
  const first = MINUTES - values.length;
  const steps = values.flatMap((value, index) => {
    const y = round(HEIGHT - (value / top) * HEIGHT);
    return [`${first + index},${y}`, `${first + index + 1},${y}`];
  });
  return steps.join(' ');
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

/** To 4, or to the next of 10, 20, 50, 100 and so on: an axis that people read, and that seldom changes. */
export function roundUp(most: number): number {
  if (most <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return factor * power;
}
