import { describeEnds } from '../../call/statistics/path.ts';
import type { Sample } from '../../call/statistics/sample.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import type { Figures } from './figures.ts';
import { watchingText } from './watching-text.ts';

interface DeviceFiguresProps {
  /** Null while nothing comes. */
  readonly figures: Figures | null;
  readonly sample: Sample | null;
}

const known = <T,>(value: T | null, format: (value: T) => string): string =>
  value === null ? '–' : format(value);

/** How the picture comes; of the times, what each of them measures. */
export function DeviceFigures({ figures, sample }: DeviceFiguresProps) {
  const text = watchingText.value;
  const { milliseconds } = words.value;
  const isDrawn = figures?.isDrawn ?? false;
  return (
    <section class="device-figures" aria-label={text.statistics}>
      <h2>{text.statistics}</h2>
      <dl class="latency">
        <Figure label={text.roundTrip} value={known(figures?.roundTripMs ?? null, milliseconds)} />
        <Figure
          label={isDrawn ? text.drawnIn : text.decodedIn}
          value={known(figures?.delayMs ?? null, milliseconds)}
        />
        <Figure
          label={text.framesPerSecond}
          value={known(figures?.framesPerSecond ?? null, text.rate)}
        />
      </dl>
      <dl class="rest">
        {restOf(figures, sample).map(([label, value]) => (
          <Figure key={label} label={label} value={value} />
        ))}
      </dl>
      <p>{text.latency(isDrawn)}</p>
    </section>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function restOf(figures: Figures | null, sample: Sample | null) {
  const text = watchingText.value;
  const { percent } = words.value;
  const { pathText } = panelWords.value;
  const { bitrate = null, lost = null, skipped = null, format = null } = figures ?? {};
  const isDrawn = figures?.isDrawn ?? false;
  const way = known(sample?.path ?? null, (path) =>
    pathText(path.kind, path.relay, describeEnds(path)),
  );
  return [
    [text.format, format ?? '–'],
    [text.bitrate, known(bitrate, text.kilobits)],
    [text.lost, isDrawn ? text.nothingLost : known(lost, percent)],
    [text.skipped, known(skipped, String)],
    [text.way, way],
  ] as const;
}
