import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

interface Knocker {
  times: number[];
  readonly sockets: Set<Socket>;
}

const knockers = new Map<string, Knocker>();

/** What to connect to, so that it is seen who does. */
export function addressFor(who: string, url: string): string {
  return `${url}/?who=${who}`;
}

/**
 * Sees each request of this process as it goes out, also one that is refused or that nobody answers. One that opens a
 * connection is a try, one that goes on with it is none.
 */
export function watchTries(): void {
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { readonly request: ClientRequest };
    const { searchParams } = new URL(request.path, 'http://localhost');
    const who = searchParams.get('who');
    if (who === null) return;
    const { times, sockets } = knockerOf(who);
    if (!searchParams.has('sid')) times.push(performance.now());
    const keep = (socket: Socket): void => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    };
    if (request.socket) keep(request.socket);
    else request.once('socket', keep);
  });
}

function knockerOf(who: string): Knocker {
  const knocker = knockers.get(who) ?? { times: [], sockets: new Set() };
  knockers.set(who, knocker);
  return knocker;
}

/** Between two tries of one client, since this was asked last; null where none tried twice. */
export function takeShortestPause(): number | null {
  const pauses = [...knockers.values()].flatMap(pausesOf);
  // The next try is one after the last of these.
  for (const knocker of knockers.values()) knocker.times = knocker.times.slice(-1);
  return pauses.length === 0 ? null : pauses.reduce((one, other) => Math.min(one, other));
}

function pausesOf({ times }: Knocker): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

/** The network goes away under it: nothing is said any more, to nobody. */
export function cut(who: string): void {
  for (const socket of knockers.get(who)?.sockets ?? []) socket.destroy();
}

export function forget(who: string): void {
  knockers.delete(who);
}
