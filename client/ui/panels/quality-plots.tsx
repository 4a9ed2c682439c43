import { useMemo } from 'preact/hooks';
import type { Sample } from '../../call/statistics/sample.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { type FlowColumns, toColumns } from './columns.ts';
import { Plot } from './plot.tsx';

interface BothWays {
  readonly column: keyof FlowColumns;
  readonly title: 'bitrate' | 'lost' | 'frameRate' | 'resolution';
  readonly format: (value: number) => string;
  readonly atLeast: number;
  readonly steps?: readonly number[];
}

/** Scales that a good call fills. */
const bothWays: readonly BothWays[] = [
  {
    column: 'bitrate',
    title: 'bitrate',
    format: (bits) => panelWords.value.megabits(bits).split(' ')[0] ?? '',
    atLeast: 500_000,
  },
  { column: 'lost', title: 'lost', format: (share) => words.value.percent(share), atLeast: 0.05 },
  {
    column: 'framesPerSecond',
    title: 'frameRate',
    format: (rate) => `${Math.round(rate)}`,
    atLeast: 30,
  },
  {
    column: 'lines',
    title: 'resolution',
    format: (lines) => `${lines}p`,
    atLeast: 360,
    steps: [180, 360, 720, 1440],
  },
];
const ROUND_TRIP_AT_LEAST_MS = 50;

export function QualityPlots({ samples }: { readonly samples: readonly Sample[] }) {
  const { times, roundTrip, receiving, sending } = useMemo(() => toColumns(samples), [samples]);
  const text = panelWords.value;
  return (
    <>
      {bothWays.map(({ column, title, ...scale }) => (
        <figure key={column}>
          <figcaption>
            {text[title]} <span class="key receiving">{text.receiving}</span>{' '}
            <span class="key sending">{text.sending}</span>
          </figcaption>
          <Plot
            title={text[title]}
            times={times}
            lines={[
              { color: 'receiving', values: receiving[column] },
              { color: 'sending', values: sending[column] },
            ]}
            {...scale}
          />
        </figure>
      ))}
      <figure>
        <figcaption>{text.roundTrip}</figcaption>
        <Plot
          title={text.roundTrip}
          times={times}
          lines={[{ color: 'receiving', values: roundTrip }]}
          format={(ms) => `${Math.round(ms)} ms`}
          atLeast={ROUND_TRIP_AT_LEAST_MS}
        />
      </figure>
    </>
  );
}
