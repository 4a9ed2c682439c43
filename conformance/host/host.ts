import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nameWords } from '../../extensions/names.ts';
import { isRequestName, parseRequest } from '../../protocol/events.ts';
import { parseOptions } from '../../protocol/extension.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Seen } from '../actor.ts';
import type { Guest, Reception, Reply } from './guest.ts';
import { receivePlain } from './plain-guests.ts';
import { receiveSocketIo } from './socketio-guests.ts';

/** The one who sits in the room already, played by the kit. */
export const OTHER = '@otherotherother0';
const GUEST = '@guestguestguest0';

export interface Asked {
  readonly guest: Guest;
  readonly event: string;
  readonly args: readonly unknown[];
  readonly isAnswered: boolean;
}

/** A server with one room and one who sits in it: as much as a client has to see. */
export interface Host {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** What no server would take, in words. */
  readonly nonsense: readonly string[];
  readonly seen: readonly Seen[];
  /** The first request from this place on that is meant; null where none comes in time. */
  wait(from: number, isMeant: (asked: Asked) => boolean, withinMs: number): Promise<Asked | null>;
  tell(guest: Guest, event: string, ...args: readonly unknown[]): void;
  close(): void;
}

export async function startHost(port = 0): Promise<Host> {
  const [asked, nonsense, seen]: [Asked[], string[], Seen[]] = [[], [], []];
  const waiting = new Set<() => void>();
  const answer = createAnswers(asked);

  const reception: Reception = {
    onNonsense: (_guest, frame) => void nonsense.push(`no request: ${frame.slice(0, 80)}`),
    onRequest(guest, event, args, reply) {
      const frame = { event, args };
      seen.push({ who: 'client', direction: 'heard', frame });
      const why = whyNot(event, args);
      if (why !== null) nonsense.push(why);
      asked.push({ guest, event, args, isAnswered: reply !== null });
      settle(guest, event, args, reply);
      for (const look of waiting) look();
    },
  };

  function settle(guest: Guest, event: string, args: readonly unknown[], reply: Reply | null) {
    const given = answer(event, args);
    if (event === 'join') tell(guest, 'joined', args[0], GUEST);
    if (event === 'leave') tell(guest, 'leaved', args[0], GUEST);
    if (reply) seen.push({ who: 'client', direction: 'sent', frame: given });
    reply?.(given);
  }

  function tell(guest: Guest, event: string, ...args: readonly unknown[]): void {
    seen.push({ who: 'client', direction: 'sent', frame: { event, args } });
    guest.tell(event, ...args);
  }

  const server = createServer((_request, response) => void response.writeHead(404).end());
  receivePlain(server, reception);
  const socketIo = receiveSocketIo(server, reception);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    nonsense,
    seen,
    tell,
    wait(from, isMeant, withinMs) {
      return new Promise((resolve) => {
        const finish = (found: Asked | null): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const look = (): void => {
          const found = asked.slice(from).find(isMeant);
          if (found) finish(found);
        };
        const timer = setTimeout(() => finish(null), withinMs);
        waiting.add(look);
        look();
      });
    },
    close() {
      void socketIo.close();
      server.closeAllConnections();
    },
  };
}

/** Null for what a server takes, or does not know and therefore leaves alone. */
function whyNot(event: string, args: readonly unknown[]): string | null {
  if (!isRequestName(event)) return null;
  const parsed = parseRequest(event, args);
  if (!parsed.ok) return `${event}: ${parsed.why}`;
  const [, options] = parsed.args;
  const named = event === 'join' ? parseOptions(nameWords, Object(options)) : parsed;
  return named.ok ? null : `${event}: ${named.why}`;
}

function createAnswers(asked: readonly Asked[]) {
  const countOf = (event: string) => asked.filter((one) => one.event === event).length;
  return (event: string, [room, options]: readonly unknown[]): object => {
    switch (event) {
      case 'join':
        return { ...seat(room, countOf('join')), ...resumed(options, countOf('message')) };
      case 'look':
        return { ok: true, room, members: [{ name: 'Other' }], capacity: 2, hasRelay: false };
      case 'leave':
      case 'hold':
        return { ok: true, room, id: GUEST };
      case 'ice':
        return { ok: true, ice: { servers: [], lifetime: 3600 } };
      case 'message':
      case 'alive':
      case 'report':
        return { ok: true };
      default:
        return refuse('unknown-event');
    }
  };
}

/** With fields that nobody knows yet. */
function seat(room: unknown, serial: number): object {
  return {
    ok: true,
    room,
    id: GUEST,
    members: [{ id: OTHER, name: 'Other', mood: 'fine' }, { id: GUEST }],
    capacity: 2,
    token: `token-${serial}`,
    ice: { servers: [], lifetime: 3600 },
    weather: { isSunny: true },
  };
}

function resumed(options: unknown, taken: number): object {
  const isBack = typeof options === 'object' && options !== null && 'token' in options;
  if (!isBack) return {};
  return { isResumed: true, ...('received' in options && { taken }) };
}
