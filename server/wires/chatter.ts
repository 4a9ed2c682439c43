import type { Socket } from 'socket.io';
import { createBucket } from './bucket.ts';
import type { Limits } from './limits.ts';

type Packet = { readonly type: string; readonly data?: unknown };

/** Packets of Socket.IO, by their first character: an event is one of these. What floods as events is counted there. */
const EVENT = /^[25]/;

/** Calls `onFlood` when a connection says more that asks for nothing than it could ask for: pongs, acknowledgements. */
export function watchChatter(
  connection: Socket['conn'],
  { eventsPerSecond, eventsBurst }: Limits,
  { now, onFlood }: { readonly now: () => number; readonly onFlood: () => void },
): void {
  const mayChatter = createBucket({ perSecond: eventsPerSecond, burst: eventsBurst }, now);
  connection.on('packet', ({ type, data }: Packet) => {
    const isEvent = type === 'message' && typeof data === 'string' && EVENT.test(data);
    if (!isEvent && !mayChatter()) onFlood();
  });
}
