import { useEffect, useState } from 'preact/hooks';
import type { Found, OutgoingRing } from './outgoing-ring.ts';

const LOOK_EVERY_MS = 15_000;

/**
 * Who lets themselves be seen, looked up again and again while it is shown, and when something about oneself has
 * changed. A code where the server doesn't say; null until it has answered.
 */
export function useFound(outgoing: OutgoingRing, changed: string): Found | string | null {
  const [found, setFound] = useState<Found | string | null>(null);
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const seen = await outgoing.list();
      if (isShown) setFound(seen);
    };
    void look();
    const timer = setInterval(() => document.hidden || void look(), LOOK_EVERY_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [changed]);
  return found;
}
