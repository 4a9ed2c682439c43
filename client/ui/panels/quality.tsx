import 'uplot/dist/uPlot.min.css';
import '../styles/quality.css';
import { useState } from 'preact/hooks';
import type { Flow } from '../../call/statistics/flow.ts';
import { gradeOf } from '../../call/statistics/grade.ts';
import { describeEnds } from '../../call/statistics/path.ts';
import type { Sample } from '../../call/statistics/sample.ts';
import { type Summary, summarize } from '../../call/statistics/summary.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { LogList } from './log-list.tsx';
import { Panel } from './panel.tsx';
import { QualityPlots } from './quality-plots.tsx';
import { createReport } from './report.ts';
import { saveFile } from './save-file.ts';

/** Ten seconds: what the sentence speaks of. */
const RECENT_SAMPLES = 5;

/** How the call is going: in a sentence, in numbers, over time; and what there is to give to whoever helps. */
export function QualityPanel() {
  const { chronicle } = useSession();
  const samples = chronicle.samples.value;
  const latest = samples.at(-1);
  return (
    <Panel title={words.value.quality}>
      <div class="quality">
        {latest ? (
          <Measured samples={samples} latest={latest} />
        ) : (
          <p class="later">{panelWords.value.measuring}</p>
        )}
        <Actions />
      </div>
    </Panel>
  );
}

interface MeasuredProps {
  readonly samples: readonly Sample[];
  readonly latest: Sample;
}

function Measured({ samples, latest }: MeasuredProps) {
  return (
    <>
      <Sentence summary={summarize(samples.slice(-RECENT_SAMPLES))} latest={latest} />
      <Tiles latest={latest} />
      <QualityPlots samples={samples} />
      <Details latest={latest} />
    </>
  );
}

function Sentence({ summary, latest }: { readonly summary: Summary; readonly latest: Sample }) {
  const { other } = useSession();
  const text = panelWords.value;
  const { grade, trouble } = gradeOf(summary, other.value?.isSending?.camera === true);
  const troubles = {
    loss: () => text.losing(summary.lost ?? 0),
    delay: () => text.delayed(summary.roundTripMs ?? 0),
    picture: () => text.stuttering(summary.receiving?.framesPerSecond ?? 0),
  };
  const going = () => text.going(latest.path?.kind ?? 'direct', summary.receiving, summary.sending);
  return (
    <p class="sentence">
      <b class={grade}>{text.grade[grade]}</b> {trouble ? troubles[trouble]() : going()}
    </p>
  );
}

function Tiles({ latest: { roundTripMs, receiving } }: { readonly latest: Sample }) {
  const text = words.value;
  const said = panelWords.value;
  return (
    <div class="tiles">
      <Tile value={roundTripMs} format={text.milliseconds} label={said.roundTrip} />
      <Tile value={receiving.lost} format={text.percent} label={said.lost} />
      <Tile value={receiving.bitrate} format={said.megabits} label={said.receiving} />
    </div>
  );
}

interface TileProps {
  readonly value: number | null;
  readonly format: (value: number) => string;
  readonly label: string;
}

function Tile({ value, format, label }: TileProps) {
  const [amount = '–', unit = ''] = value === null ? [] : format(value).split(' ');
  return (
    <div>
      <p>
        <b>{amount}</b> {unit}
      </p>
      <p class="tile-label">{label}</p>
    </div>
  );
}

function Details({ latest: { path, receiving, sending } }: { readonly latest: Sample }) {
  const text = panelWords.value;
  const both = (describe: (flow: Flow) => string) =>
    `${text.receiving} ${describe(receiving)}, ${text.sending} ${describe(sending)}`;
  return (
    <dl>
      <dt>{text.video}</dt>
      <dd>{both(describePicture)}</dd>
      <dt>{text.sound}</dt>
      <dd>{both(describeSound)}</dd>
      <dt>{text.wayThere}</dt>
      <dd>{path ? text.pathText(path.kind, path.relay, describeEnds(path)) : '–'}</dd>
    </dl>
  );
}

function describePicture({ picture }: Flow): string {
  if (!picture) return panelWords.value.none;
  const { codec, width, height, framesPerSecond } = picture;
  return [codec, `${width}×${height}`, `${Math.round(framesPerSecond)}/s`]
    .filter(Boolean)
    .join(' · ');
}

function describeSound({ sound }: Flow): string {
  if (!sound) return panelWords.value.none;
  const { codec, clockRate } = sound;
  return clockRate === null ? codec : `${codec} · ${clockRate / 1000} kHz`;
}

function Actions() {
  const { call, chronicle, panel, ways } = useSession();
  const [isLogShown, setLogShown] = useState(false);
  const text = words.value;
  const said = panelWords.value;
  const save = () => {
    const report = createReport({
      call: call.value,
      ways: ways.value,
      samples: chronicle.samples.value,
      log: chronicle.log.value,
      now: Date.now(),
      browser: navigator.userAgent,
    });
    const name = `parley-report-${report.savedAt.replaceAll(/[:.]/g, '-')}.json`;
    saveFile(name, JSON.stringify(report, null, 2), 'application/json');
  };
  return (
    <>
      <div class="row">
        <button
          type="button"
          class="quiet"
          aria-expanded={isLogShown}
          onClick={() => setLogShown(!isLogShown)}
        >
          {said.log}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            panel.value = 'servers';
          }}
        >
          {text.servers}
        </button>
        <button type="button" class="quiet" onClick={save}>
          {said.saveReport}
        </button>
      </div>
      {isLogShown && <LogList log={chronicle.log.value} happened={said.happened} />}
    </>
  );
}
