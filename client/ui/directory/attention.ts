import { effect, type ReadonlySignal } from '@preact/signals';
import type { Chime } from '../../media/chime.ts';
import type { IncomingRing } from './incoming.ts';
import type { OutgoingState } from './outgoing-ring.ts';

/** From one ring to the next. */
const RING_EVERY_MS = 3_000;
const FLASH_EVERY_MS = 1_000;

interface AttentionOptions {
  readonly incoming: ReadonlySignal<IncomingRing | null>;
  readonly outgoing: ReadonlySignal<OutgoingState>;
  readonly hasSounds: ReadonlySignal<boolean>;
  readonly play: (chime: Chime) => Promise<void>;
  /** Who calls, in a few words. */
  readonly say: (ring: IncomingRing) => string;
  /** Shows it outside the page; gives back what takes it away. */
  readonly notify: (title: string, ring: IncomingRing) => () => void;
  readonly document: Pick<Document, 'title'>;
}

/** Whoever looks elsewhere hears a ring, sees it in the title of the tab, and as a notification. */
export function callForAttention(options: AttentionOptions): void {
  const { incoming, outgoing, hasSounds, play, say, notify, document } = options;

  function repeat(chime: Chime): () => void {
    const sound = (): void => {
      if (hasSounds.peek()) play(chime).catch(() => {});
    };
    sound();
    const timer = setInterval(sound, RING_EVERY_MS);
    return () => clearInterval(timer);
  }

  function flash(text: string): () => void {
    const before = document.title;
    let isOn = false;
    const turn = (): void => {
      isOn = !isOn;
      document.title = isOn ? text : before;
    };
    turn();
    const timer = setInterval(turn, FLASH_EVERY_MS);
    return () => {
      clearInterval(timer);
      // The page may have gone on to another screen meanwhile.
      if (document.title === text) document.title = before;
    };
  }

  effect(() => {
    const ring = incoming.value;
    if (!ring) return undefined;
    const text = say(ring);
    const ends = [repeat('ring'), flash(text), notify(text, ring)];
    return () => {
      for (const end of ends) end();
    };
  });
  effect(() => {
    const { value } = outgoing;
    return value.kind === 'ringing' && value.ring !== null ? repeat('ringback') : undefined;
  });
}

/** Asked for only when a person switches something on that needs it. */
export function askToNotify(): void {
  if (typeof Notification !== 'undefined' && Notification.permission === 'default')
    void Notification.requestPermission().catch(() => {});
}

/** Where the page is looked at already it says so itself. */
export function notify(title: string, { id }: IncomingRing): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return () => {};
  if (!document.hidden) return () => {};
  try {
    const shown = new Notification(title, { tag: id, requireInteraction: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return () => shown.close();
  } catch {
    // Phones show those of a service worker alone.
    return notifyByWorker(title, id);
  }
}

function notifyByWorker(title: string, tag: string): () => void {
  const worker = navigator.serviceWorker?.ready;
  void worker?.then((ready) => ready.showNotification(title, { tag })).catch(() => {});
  return () => {
    void worker
      ?.then((ready) => ready.getNotifications({ tag }))
      .then((shown) => {
        for (const one of shown) one.close();
      })
      .catch(() => {});
  };
}
