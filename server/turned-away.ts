import type { IncomingMessage } from 'node:http';
import type { Log } from './log.ts';
import { createAllowance } from './wires/allowance.ts';
import type { TurnedAway } from './wires/door.ts';

const MAX_ORIGINS = 100;
const MAX_ORIGIN_CHARS = 200;

/** A line for each origin, and one a minute for crowded addresses: who floods the server does not flood its log. */
export function createTurnedAwayLog(
  log: Log,
  now: () => number,
): (why: TurnedAway, request: IncomingMessage) => void {
  const told = new Set<string>();
  const mayTell = createAllowance(1, now);

  function tellOrigin(origin: string): void {
    if (told.has(origin) || told.size >= MAX_ORIGINS) return;
    told.add(origin);
    log.warn('a page of another origin may not connect; ALLOWED_ORIGINS does not name it', {
      origin,
    });
  }

  return (why, { headers }) => {
    if (why === 'origin') tellOrigin((headers.origin ?? '').slice(0, MAX_ORIGIN_CHARS));
    else if (mayTell()) log.warn('one address has as many connections as it may');
  };
}
