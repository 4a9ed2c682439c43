import { Volume2 } from 'lucide';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { useIsMuted } from '../use-is-muted.ts';
import { usePictureFit } from '../use-picture-fit.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

/** Whoever sends a picture has sent the first by then, once the way is there. */
const FIRST_FRAME_MS = 3_000;

interface RemoteVideoProps {
  readonly peer: PeerSnapshot;
  /** The first picture is about to come. */
  readonly isAwaited: boolean;
  readonly onPicture: () => void;
}

/** The other person fills the stage. */
export function RemoteVideo({ peer, isAwaited, onPicture }: RemoteVideoProps) {
  const { microphone } = peer;
  const isCameraOff = useIsCameraOff(peer);
  // Browsers hold sound back until the first frame of a picture that is announced: one that isn't sent is left out.
  const camera = isCameraOff ? null : peer.camera;
  const { player, speaker } = useSession();
  const video = useRef(player.element);
  const place = useRef<HTMLSpanElement>(null);
  const [isBlocked, setBlocked] = useState(false);
  const { fit, hasPicture } = usePictureFit(video);

  // At once: later effects wait for what is drawn next.
  useLayoutEffect(() => (place.current ? player.stand(place.current) : undefined), []);

  // It comes with the first picture, which a sound device would hold up.
  const sound = isAwaited && camera ? null : microphone;

  // Browsers may want a gesture before they let anything be heard.
  const follow = (playing: Promise<void>) =>
    void playing.then(
      () => setBlocked(false),
      (error: Error) => setBlocked(error.name === 'NotAllowedError'),
    );
  useLayoutEffect(() => follow(player.show(camera, sound)), [camera, sound]);

  // What comes with it is drawn after it.
  useLayoutEffect(() => {
    video.current.requestVideoFrameCallback?.(() => setTimeout(onPicture));
  }, []);

  useEffect(() => {
    const wake = () => {
      if (!document.hidden) follow(player.goOn());
    };
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, []);

  const speakerId = speaker.value;
  useEffect(() => {
    const element = video.current;
    // Refused where nothing is heard yet; and of one that is gone: then the browser's own choice is heard.
    if (speakerId !== null && 'setSinkId' in element) {
      element.setSinkId(speakerId).catch(() => {});
    }
  }, [speakerId, sound]);

  const { remoteVideo, playSound } = words.value;
  useLayoutEffect(() => {
    video.current.className = `remote ${peer.isSending?.screen ? 'contain' : fit}`;
    video.current.setAttribute('aria-label', remoteVideo);
  });
  return (
    <>
      <span class="player" ref={place} />
      {(isCameraOff || !hasPicture) && !isBlocked && !isAwaited && (
        <Cover peer={peer} isCameraOff={isCameraOff} />
      )}
      {isBlocked && (
        <button type="button" class="primary big play-sound" onClick={() => follow(player.goOn())}>
          <Icon of={Volume2} />
          {playSound}
        </button>
      )}
    </>
  );
}

/** Over the picture while none comes: never a frozen frame. */
function Cover({
  peer: { name, connection, failure },
  isCameraOff,
}: {
  readonly peer: PeerSnapshot;
  readonly isCameraOff: boolean;
}) {
  const { cameraIsOff, connecting } = words.value;
  const off = connection === 'connected' && isCameraOff ? cameraIsOff : '';
  const note = connection === 'connecting' && !failure ? connecting : off;
  return <Avatar name={name} note={note} />;
}

/**
 * Only our own clients say what they send, when they are connected. Of others, a track on which nothing comes is all there
 * is to see. Until then a picture is expected: an element that is given another stream shows its first frame later.
 */
function useIsCameraOff({ camera, isSending }: PeerSnapshot): boolean {
  const isMuted = useIsMuted(camera);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(true), FIRST_FRAME_MS);
    return () => clearTimeout(timer);
  }, [camera]);
  if (isSending) return !isSending.camera;
  return camera === null || (isMuted && isLate);
}
