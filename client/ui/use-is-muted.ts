import { useEffect, useState } from 'preact/hooks';

/** Whether nothing comes on a track, as the browser sees it. */
export function useIsMuted(track: MediaStreamTrack | null): boolean {
  const [isMuted, setMuted] = useState(track?.muted ?? true);
  useEffect(() => {
    const update = () => setMuted(track?.muted ?? true);
    update();
    track?.addEventListener('mute', update);
    track?.addEventListener('unmute', update);
    return () => {
      track?.removeEventListener('mute', update);
      track?.removeEventListener('unmute', update);
    };
  }, [track]);
  return isMuted;
}
