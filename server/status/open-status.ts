import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import type { Health } from '../health.ts';
import type { Log } from '../log.ts';
import type { Rooms } from '../rooms/rooms-port.ts';
import type { Tally } from '../tally.ts';
import { createHistory, MINUTE_MS } from './history.ts';
import type { Shown } from './page.ts';
import { createStatus } from './status.ts';

interface Seen {
  readonly rooms: Rooms;
  readonly tally: Tally;
  readonly health: Health;
}

/** Null where no password is set: then there is nothing to see, and nothing is kept. */
export function openStatus(
  { STATUS_PASSWORD: password }: Config,
  { rooms, tally: { counted }, health }: Seen,
  log: Log,
): RequestHandler | null {
  if (password === null) return null;
  const history = createHistory(counted, rooms.census);
  setInterval(history.note, MINUTE_MS).unref();
  const look = (): Shown => ({
    isDraining: health.isDraining,
    upMs: process.uptime() * 1000,
    memoryBytes: process.memoryUsage.rss(),
    census: rooms.census(),
    counted,
    minutes: history.minutes,
  });
  const onShut = (): void => log.warn('wrong passwords for /status: an address has to wait');
  return createStatus({ password, now: Date.now, look, onShut });
}
