import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { useMatches } from '../use-matches.ts';

const HEIGHT_PX = 92;
const AXIS_PX = 52;
const FONT = '11px system-ui, sans-serif';

export interface PlotLine {
  readonly color: 'receiving' | 'sending';
  readonly values: readonly (number | null)[];
}

interface PlotProps {
  readonly title: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly PlotLine[];
  readonly format: (value: number) => string;
  /** The top of the scale at least: small changes of small values are no mountains. */
  readonly atLeast: number;
  /** Between marks of the scale, where round numbers mean nothing. */
  readonly steps?: readonly number[];
}

/** Values over time. Who doesn't see it hears its name and where each line stands now. */
export function Plot(props: PlotProps) {
  const { title, times, lines, format } = props;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  /** The moment under the pointer. */
  const [pointed, setPointed] = useState<number | null>(null);
  const isDark = useMatches('(prefers-color-scheme: dark)');
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const made = new uPlot(optionsOf(current, props, setPointed), undefined, current);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: current.clientWidth, height: HEIGHT_PX });
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, []);
  useEffect(() => {
    plot.current?.setData([[...times], ...lines.map(({ values }) => [...values])]);
  }, [times, isDark]);
  const now = lines.map(({ values }) => values.at(-1) ?? null).filter((value) => value !== null);
  return (
    <div ref={frame} class="plot" role="img" aria-label={[title, ...now.map(format)].join(', ')}>
      {pointed !== null && <Readout {...props} at={pointed} />}
    </div>
  );
}

/** What it was then. */
function Readout({ times, lines, format, at }: PlotProps & { readonly at: number }) {
  const time = times[at];
  if (time === undefined) return null;
  return (
    <p class="readout">
      {new Date(time * 1000).toLocaleTimeString([], { timeStyle: 'medium' })}
      {lines.map(({ color, values }) => (
        <span key={color} class={`key ${color}`}>
          {values[at] == null ? '–' : format(values[at])}
        </span>
      ))}
    </p>
  );
}

function optionsOf(
  frame: HTMLElement,
  { lines, format, atLeast, steps }: PlotProps,
  onPoint: (index: number | null) => void,
): uPlot.Options {
  const color = (name: string) => () => getComputedStyle(frame).getPropertyValue(`--${name}`);
  return {
    width: frame.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    padding: [8, 4, 8, 0],
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(atLeast, max * 1.1)] } },
    axes: [
      { show: false },
      {
        size: AXIS_PX,
        font: FONT,
        stroke: color('dim'),
        ticks: { show: false },
        grid: { stroke: color('line'), width: 1 },
        space: 28,
        ...(steps && { incrs: [...steps] }),
        values: (_plot, ticks) => ticks.map(format),
      },
    ],
    series: [
      {},
      ...lines.map((line) => ({ stroke: color(line.color), width: 2, points: { show: false } })),
    ],
  };
}
