import { useEffect, useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Avatar } from './avatar.tsx';

/** Your own picture, as in a mirror; a face of letters while there is none. */
export function OwnVideo() {
  const { media, name } = useSession();
  const { track, isPending, isDesired, problem } = media.value.camera;
  const isStarting = isPending || (isDesired && problem === null);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null;
  }, [track]);
  const { yourCamera, cameraIsOff, cameraStarting } = words.value;
  return (
    <>
      <video class="mirrored" aria-label={yourCamera} ref={video} autoplay playsInline muted />
      {!track && <Avatar name={name.value} note={isStarting ? cameraStarting : cameraIsOff} />}
    </>
  );
}
