import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Call } from '../../call/call-port.ts';
import type { PeerSnapshot } from '../../call/state.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type PictureState, pictureState } from './picture-state.ts';
import { usePictures } from './use-pictures.ts';
import { watchingText } from './watching-text.ts';

/** Whoever sends a picture has sent the first by then, once the way is there. */
const FIRST_FRAME_MS = 3_000;

export interface Shown {
  readonly state: PictureState;
  /** Null of one that has gone. */
  readonly figures: Figures | null;
}

interface MovingPictureProps {
  /** Where single pictures may come from. */
  readonly call: Call | null;
  /** Null where nobody is there. */
  readonly peer: PeerSnapshot | null;
  readonly label: string;
  readonly isHeard: boolean;
  /** In the place of what there is to say otherwise. */
  readonly note?: string;
  readonly onShown: (shown: Shown) => void;
}

/** The picture of one that sends, however it sends it; words where there is none, and never a frozen frame. */
export function MovingPicture(props: MovingPictureProps) {
  const { call, peer, label, isHeard, note, onShown } = props;
  const { canvas, rates } = usePictures(call, peer?.id ?? null);
  const { video, hasFrame } = useVideo(peer);
  const isLate = useIsLate(peer);
  const state = pictureState(peer, { hasFrame, rates, isLate });
  const sample = peer?.sample ?? null;
  useEffect(
    () => onShown({ state, figures: peer && figuresOf(peer, rates) }),
    [state, sample, rates, peer?.id],
  );
  return (
    <>
      <video
        ref={video}
        aria-label={label}
        hidden={rates !== null}
        muted={!isHeard}
        autoplay
        playsInline
      />
      <canvas ref={canvas} role="img" aria-label={label} hidden={rates === null} />
      {state !== 'live' && <p class="tile-cover">{note ?? watchingText.value.state[state]}</p>}
    </>
  );
}

function useVideo(peer: PeerSnapshot | null) {
  const video = useRef<HTMLVideoElement>(null);
  const [hasFrame, setHasFrame] = useState(false);
  const camera = peer?.camera ?? null;
  const microphone = peer?.microphone ?? null;
  useLayoutEffect(() => {
    const element = video.current;
    if (!element) return;
    setHasFrame(false);
    const tracks = [camera, microphone].filter((track) => track !== null);
    element.srcObject = tracks.length > 0 ? new MediaStream(tracks) : null;
    // Muted it may always play; what is unmuted by a person too.
    if (tracks.length > 0) element.play().catch(() => {});
    const handleFrame = () => setHasFrame(true);
    element.addEventListener('loadeddata', handleFrame);
    return () => element.removeEventListener('loadeddata', handleFrame);
  }, [camera, microphone]);
  return { video, hasFrame };
}

function useIsLate(peer: PeerSnapshot | null): boolean {
  const [isLate, setLate] = useState(false);
  const isConnected = peer?.connection === 'connected';
  useEffect(() => {
    setLate(false);
    if (!isConnected) return;
    const timer = setTimeout(() => setLate(true), FIRST_FRAME_MS);
    return () => clearTimeout(timer);
  }, [isConnected, peer?.id]);
  return isLate;
}
