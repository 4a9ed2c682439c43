import { useEffect } from 'preact/hooks';

/** Keeps the screen on during a call; the browser gives it back whenever the page is hidden, so it is asked for anew. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const take = async () => {
      if (document.hidden) return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        // Only one is kept: another, that nobody knows of, would hold the screen for good.
        await (isOver ? taken : lock)?.release();
        if (!isOver) lock = taken;
      } catch {
        // A low battery, say: the screen goes dark as it always does.
      }
    };
    const handleVisible = () => void take();
    void take();
    document.addEventListener('visibilitychange', handleVisible);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', handleVisible);
      void lock?.release();
    };
  }, [isWanted]);
}
