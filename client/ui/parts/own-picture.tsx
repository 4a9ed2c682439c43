import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { OwnVideo } from './own-video.tsx';

/** Going round from where it begins. */
const corners = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;
type Corner = (typeof corners)[number];

/** So far it may be moved and it is still a press. */
const PRESS_PX = 6;

interface OwnPictureProps {
  /** While nobody else is there. */
  readonly isWhole: boolean;
  /** Over the picture, wherever it is. */
  readonly children?: ComponentChildren;
}

/**
 * Your own picture: all there is, or small in the corner where you want it, dragged there, or sent on by a press or an
 * arrow key. One element for both, so that it does not begin anew when somebody comes.
 */
export function OwnPicture({ isWhole, children }: OwnPictureProps) {
  const [corner, setCorner] = useState<Corner>('bottom-right');
  const [offset, setOffset] = useState<readonly [number, number] | null>(null);
  const from = useRef<readonly [number, number]>([0, 0]);
  const frame = useRef<HTMLDivElement>(null);
  const handleDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    from.current = [event.clientX, event.clientY];
    event.currentTarget.setPointerCapture(event.pointerId);
    setOffset([0, 0]);
  };
  const handleMove = ({ clientX, clientY }: PointerEvent) => {
    if (offset) setOffset([clientX - from.current[0], clientY - from.current[1]]);
  };
  const handleUp = () => {
    const isDragged = offset !== null && Math.hypot(...offset) > PRESS_PX;
    if (isDragged && frame.current) setCorner(nearestCorner(frame.current));
    setOffset(isDragged ? null : offset);
  };
  const handleClick = ({ detail }: MouseEvent) => {
    // A drag ends with a click as well; one by key has no detail.
    if (detail === 0 || offset) setCorner(after(corner));
    setOffset(null);
  };
  const handleKey = (event: KeyboardEvent) => {
    const { key } = event;
    if (!cornerTowards(corner, key)) return;
    event.preventDefault();
    // From where it will be then: keys may come faster than they are drawn.
    setCorner((now) => cornerTowards(now, key) ?? now);
  };
  const [x, y] = offset ?? [0, 0];
  return (
    <div
      ref={frame}
      class={`own ${isWhole ? 'whole' : corner} ${offset ? 'dragged' : ''}`}
      style={offset ? { translate: `${x}px ${y}px` } : {}}
    >
      <OwnVideo />
      {children}
      {!isWhole && (
        <button
          type="button"
          class="own-move"
          aria-label={words.value.moveOwnPicture}
          onPointerDown={handleDown}
          onPointerMove={handleMove}
          onPointerUp={handleUp}
          onPointerCancel={() => setOffset(null)}
          onClick={handleClick}
          onKeyDown={handleKey}
        />
      )}
    </div>
  );
}

function after(corner: Corner): Corner {
  return corners[(corners.indexOf(corner) + 1) % corners.length] ?? 'bottom-right';
}

/** Where the middle of the picture is, of the stage that holds it. */
function nearestCorner(frame: HTMLElement): Corner {
  const own = frame.getBoundingClientRect();
  const stage = (frame.offsetParent ?? document.body).getBoundingClientRect();
  const isLeft = own.left + own.width / 2 < stage.left + stage.width / 2;
  const isTop = own.top + own.height / 2 < stage.top + stage.height / 2;
  return `${isTop ? 'top' : 'bottom'}-${isLeft ? 'left' : 'right'}`;
}

function cornerTowards(corner: Corner, key: string): Corner | null {
  const [vertical, horizontal] = corner.split('-') as ['top' | 'bottom', 'left' | 'right'];
  switch (key) {
    case 'ArrowUp':
      return `top-${horizontal}`;
    case 'ArrowDown':
      return `bottom-${horizontal}`;
    case 'ArrowLeft':
      return `${vertical}-left`;
    case 'ArrowRight':
      return `${vertical}-right`;
    default:
      return null;
  }
}
