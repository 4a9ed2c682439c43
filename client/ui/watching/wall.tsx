import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Call } from '../../call/call-port.ts';
import { useEscape } from '../use-escape.ts';
import { columnsFor } from './columns.ts';
import type { Place } from './places.ts';
import { Tile } from './tile.tsx';

interface WallProps {
  /** Null in a call between people, where everybody is heard at first, and nobody sends single pictures. */
  readonly call: Call | null;
  readonly places: readonly Place[];
  readonly hasFigures: boolean;
  readonly onRemove: (key: string) => void;
}

/** All pictures in sight, however many there are; one of them whole, when it is chosen. */
export function Wall({ call, places, hasFigures, onRemove }: WallProps) {
  const list = useRef<HTMLUListElement>(null);
  const { columns, width } = columnsFor(places.length, useSpace(list));
  const { whole, toggle } = useWhole(places);
  return (
    <ul ref={list} class="wall" style={{ '--columns': String(columns), '--width': `${width}px` }}>
      {places.map((place) => (
        <Tile
          key={place.key}
          call={call}
          place={place}
          isWhole={whole === place.key}
          isBehind={whole !== null && whole !== place.key}
          hasFigures={hasFigures}
          onToggle={() => toggle(place.key)}
          onRemove={() => onRemove(place.key)}
        />
      ))}
    </ul>
  );
}

/** Of the wall, whose size does not follow from what is on it. */
function useSpace(list: RefObject<HTMLElement | null>) {
  const [space, setSpace] = useState({ width: innerWidth, height: innerHeight });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const update = () => setSpace({ width: element.clientWidth, height: element.clientHeight });
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return space;
}

/** One fills the page, and where the browser lets it the screen. Escape, or another press, brings all back. */
function useWhole(places: readonly Place[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const whole = places.some(({ key }) => key === chosen) ? chosen : null;
  // A key may come before what is drawn now has its effects.
  const now = useRef(whole);
  now.current = whole;
  const leave = () => {
    setChosen(null);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
  useEscape(true, () => {
    if (now.current !== null) leave();
  });
  useEffect(() => {
    // The browser takes the key for itself there.
    const update = () => {
      if (!document.fullscreenElement) setChosen(null);
      else if (now.current === null) leave();
    };
    document.addEventListener('fullscreenchange', update);
    return () => document.removeEventListener('fullscreenchange', update);
  }, []);
  const toggle = (key: string) => {
    if (whole === key) {
      leave();
      return;
    }
    setChosen(key);
    // Refused in frames that may not, and unknown to phones: it fills the page then.
    document.documentElement.requestFullscreen?.().catch(() => {});
  };
  return { whole, toggle };
}
