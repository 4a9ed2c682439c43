import { qualityLevels } from '../../call/peer/quality.ts';
import { DeviceChoices } from '../door/device-choices.tsx';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Panel } from './panel.tsx';

const MIN_KBPS = 50;
const MAX_KBPS = 20_000;

/** Devices, how much is spent on the picture, and small comforts. */
export function SettingsPanel() {
  const text = words.value;
  const said = panelWords.value;
  return (
    <Panel title={text.settings}>
      <div class="panel-scroll">
        <h3>{said.devices}</h3>
        <DeviceChoices />
        <QualityChoice />
        <Cap />
        <Sounds />
      </div>
    </Panel>
  );
}

function QualityChoice() {
  const { quality, setQuality } = useSession();
  const text = panelWords.value;
  return (
    <fieldset class="levels">
      <legend>{text.pictureQuality}</legend>
      {qualityLevels.map((level) => (
        <label key={level}>
          <input
            type="radio"
            name="quality"
            aria-label={text.qualityLevel[level]}
            aria-describedby={`means-${level}`}
            checked={quality.value.level === level}
            onChange={() => setQuality({ ...quality.value, level })}
          />
          <span>
            {text.qualityLevel[level]}
            <small id={`means-${level}`}>{text.qualityMeans[level]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Cap() {
  const { quality, setQuality } = useSession();
  const text = panelWords.value;
  const { maxKbps, level } = quality.value;
  const set = (typed: string) => {
    const kbps = Number(typed);
    const isCap = typed !== '' && kbps >= MIN_KBPS && kbps <= MAX_KBPS;
    setQuality({ ...quality.value, maxKbps: isCap ? kbps : null });
  };
  return (
    <label class="cap">
      <span>{text.cap}</span>
      <input
        type="number"
        inputMode="numeric"
        min={MIN_KBPS}
        max={MAX_KBPS}
        step={50}
        placeholder={text.noCap}
        disabled={level === 'audio-only'}
        value={maxKbps ?? ''}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}

function Sounds() {
  const { hasSounds } = useSession();
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={hasSounds.value}
        onChange={({ currentTarget }) => {
          hasSounds.value = currentTarget.checked;
        }}
      />
      <span>{panelWords.value.sounds}</span>
    </label>
  );
}
