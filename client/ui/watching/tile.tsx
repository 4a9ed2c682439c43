import { Volume2, VolumeX, X } from 'lucide';
import { useState } from 'preact/hooks';
import type { Call } from '../../call/call-port.ts';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import type { Figures } from './figures.ts';
import { MovingPicture, type Shown } from './moving-picture.tsx';
import type { Place } from './places.ts';
import { watchingText } from './watching-text.ts';

interface TileProps {
  readonly call: Call | null;
  readonly place: Place;
  /** It fills the page, and the others are behind it. */
  readonly isWhole: boolean;
  readonly isBehind: boolean;
  readonly hasFigures: boolean;
  readonly onToggle: () => void;
  readonly onRemove: () => void;
}

/** One picture of the wall: whose it is, how it stands, and what can be done with it. */
export function Tile(props: TileProps) {
  const { call, place, isWhole, isBehind, hasFigures, onToggle, onRemove } = props;
  const [shown, setShown] = useState<Shown>({ state: 'connecting', figures: null });
  const [isHeard, setHeard] = useState(call === null);
  const text = watchingText.value;
  const name = place.name ?? text.somebody;
  const { state, figures } = shown;
  return (
    <li class={`tile ${isWhole ? 'whole' : ''}`} inert={isBehind}>
      <div class="tile-frame">
        <MovingPicture
          call={call}
          peer={place.peer}
          label={name}
          isHeard={isHeard}
          onShown={setShown}
        />
        <button
          type="button"
          class="tile-open"
          aria-label={`${isWhole ? text.allPictures(name) : text.fullScreen(name)}. ${text.state[state]}`}
          aria-pressed={isWhole}
          onClick={onToggle}
        />
        <p class={`tile-name is-${state}`}>
          <b>{name}</b>
          <i aria-hidden="true" />
          <span>{state === 'live' ? text.state.live : ''}</span>
        </p>
        <div class="tile-controls">
          {place.peer?.sample?.receiving.sound && (
            <SoundSwitch name={name} isHeard={isHeard} onSwitch={setHeard} />
          )}
          {state === 'gone' && (
            <button
              type="button"
              class="tile-control"
              aria-label={text.remove(name)}
              onClick={onRemove}
            >
              <Icon of={X} />
            </button>
          )}
        </div>
        {hasFigures && figures && state === 'live' && <TileFigures figures={figures} />}
      </div>
    </li>
  );
}

interface SoundSwitchProps {
  readonly name: string;
  readonly isHeard: boolean;
  readonly onSwitch: (isHeard: boolean) => void;
}

/** Off at first: a wall of sounds is none. */
function SoundSwitch({ name, isHeard, onSwitch }: SoundSwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      class={`tile-control ${isHeard ? 'on' : ''}`}
      aria-checked={isHeard}
      aria-label={watchingText.value.soundOf(name)}
      onClick={() => onSwitch(!isHeard)}
    >
      <Icon of={isHeard ? Volume2 : VolumeX} />
    </button>
  );
}

/** In one line, each with what it is for those who point at it, or hear it. */
function TileFigures({ figures }: { readonly figures: Figures }) {
  const text = watchingText.value;
  const { milliseconds, percent } = words.value;
  const { framesPerSecond, bitrate, lost, roundTripMs, delayMs, isDrawn, skipped } = figures;
  const parts: readonly (readonly [string, string | null])[] = [
    [text.framesPerSecond, framesPerSecond === null ? null : text.rate(framesPerSecond)],
    [text.bitrate, bitrate === null ? null : text.kilobits(bitrate)],
    [text.lost, lost === null ? null : percent(lost)],
    [text.skipped, skipped ? String(skipped) : null],
    [text.roundTrip, roundTripMs === null ? null : milliseconds(roundTripMs)],
    [
      isDrawn ? text.drawnIn : text.decodedIn,
      delayMs === null ? null : `+${milliseconds(delayMs)}`,
    ],
  ];
  const known = parts.filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  return (
    <dl class="tile-figures">
      {known.map(([label, value]) => (
        <div key={label} title={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
