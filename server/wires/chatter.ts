import type { Socket } from 'socket.io';
import { createBucket } from './bucket.ts';
import type { Limits } from './limits.ts';

type Packet = { readonly type: string; readonly data?: unknown };

/** Calls `onFlood` when a connection says more that asks for nothing than it could ask for: pongs, acknowledgements. */
export function watchChatter(
  connection: Socket['conn'],
  { eventsPerSecond, eventsBurst }: Limits,
  { now, onFlood }: { readonly now: () => number; readonly onFlood: () => void },
): void {
  const mayChatter = createBucket({ perSecond: eventsPerSecond, burst: eventsBurst }, now);
  connection.on('packet', ({ type, data }: Packet) => {
    if (!(type === 'message' && isEvent(data)) && !mayChatter()) onFlood();
  });
}

/** An event of Socket.IO, with or without attachments, by its first character: those are counted as requests. */
function isEvent(data: unknown): boolean {
  return typeof data === 'string' && (data[0] === '2' || data[0] === '5');
}
