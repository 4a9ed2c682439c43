import { useEffect, useRef } from 'preact/hooks';
import { useSession } from '../session-context.ts';
import { Avatar } from './avatar.tsx';

/** The other person's picture once more, without the sound, which the page plays. */
export function RemotePicture() {
  const { other } = useSession();
  const peer = other.value;
  const video = useRef<HTMLVideoElement>(null);
  const camera = peer?.isSending?.camera === false ? null : (peer?.camera ?? null);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = camera ? new MediaStream([camera]) : null;
  }, [camera]);
  return (
    <>
      <video class="remote" ref={video} autoplay playsInline muted />
      {!camera && <Avatar name={peer?.name ?? null} note="" />}
    </>
  );
}
