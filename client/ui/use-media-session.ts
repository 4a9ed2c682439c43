import { useEffect } from 'preact/hooks';
import { words } from './locales/words.ts';
import { useSession } from './session-context.ts';

type Action = 'hangup' | 'togglecamera' | 'togglemicrophone';

/** Keys of a headset, of the lock screen and of the small window do what the bar does, beside the name of who is there. */
export function useMediaSession(): void {
  const { call, media, toggle, other } = useSession();
  const isInCall = other.value !== null;
  const name = other.value?.name ?? words.value.otherPerson;
  const { microphone, camera } = media.value;
  useEffect(() => {
    if (!isInCall || !('mediaSession' in navigator)) return;
    const handlers: Record<Action, () => void> = {
      hangup: () => call.peek().actions.hangUp?.(),
      togglecamera: () => toggle('camera'),
      togglemicrophone: () => toggle('microphone'),
    };
    for (const [action, handler] of Object.entries(handlers)) set(action, handler);
    return () => {
      for (const action of Object.keys(handlers)) set(action, null);
    };
  }, [isInCall]);
  useEffect(() => {
    if (!isInCall || !('mediaSession' in navigator)) return;
    const { mediaSession } = navigator;
    mediaSession.metadata = new MediaMetadata({ title: name, artist: 'Parley' });
    return () => {
      mediaSession.metadata = null;
    };
  }, [isInCall, name]);
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const { mediaSession } = navigator;
    void mediaSession.setMicrophoneActive?.(microphone.track !== null);
    void mediaSession.setCameraActive?.(camera.track !== null);
  }, [microphone.track, camera.track]);
}

function set(action: string, handler: (() => void) | null): void {
  try {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, handler);
  } catch {
    // Not every browser knows every action.
  }
}
