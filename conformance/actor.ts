import { isNoticeName } from '../protocol/events.ts';
import { mismatch, type Names } from './placeholders.ts';
import { type ShutOut, shutOutBy } from './shut-out.ts';
import type { Heard, Request } from './transcript.ts';
import type { CheckedWire, Connection, ConnectOptions, Listener } from './wires/connection.ts';

const PONG = '<pong>';

/** A rule does not hold: the sentence says how it was seen. */
export class Broken extends Error {}

export interface Seen {
  readonly who: string;
  readonly direction: 'sent' | 'heard' | 'ended';
  readonly frame?: unknown;
}

interface Came {
  readonly frame: Heard;
  readonly place: number;
}

interface Wanted {
  readonly frame: Heard;
  readonly withinMs: number;
  readonly isAfterAll: boolean;
}

/** One who plays a part in a transcript: what it heard, and what of that has been looked at. */
export interface Actor {
  send(frame: Request): void;
  sendText(text: string): void;
  hear(wanted: Wanted): Promise<void>;
  /** Whatever the server had to say before has come when this resolves. */
  fence(withinMs: number): Promise<void>;
  /** Throws where a notice came that was not looked at; of one name, where one is given. */
  hearNothing(event?: string): void;
  ended(withinMs: number): Promise<number | null>;
  readonly isOpen: boolean;
  close(): void;
  cut(): void;
}

export interface Part {
  readonly who: string;
  readonly names: Names;
  readonly onSeen: (seen: Seen) => void;
}

export async function enter(
  wire: CheckedWire,
  { who, names, onSeen }: Part,
  options: ConnectOptions = {},
): Promise<Actor> {
  const untaken: Came[] = [];
  const waiting = new Set<() => void>();
  let [count, fences, lastTaken] = [0, 0, -1];
  let isGoing = false;
  let end: { readonly code: number | null } | null = null;
  let shutOut: ShutOut | null = null;

  const listener: Listener = {
    onFrame(frame) {
      if (!isFence(frame)) onSeen({ who, direction: 'heard', frame });
      untaken.push({ frame, place: count });
      shutOut ??= shutOutBy(frame);
      count += 1;
      for (const look of waiting) look();
    },
    onClosed(code) {
      onSeen({ who, direction: 'ended', ...(code !== null && { frame: code }) });
      end = { code };
      for (const look of waiting) look();
    },
  };
  const connection: Connection = await wire.connect(listener, options);

  function go(how: () => void): void {
    isGoing = true;
    how();
  }

  /** The first that is found, now or in time. */
  function wait<T>(find: () => T | null, withinMs: number, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      const look = (): void => {
        const found = find();
        if (found === null && !end && !shutOut) return;
        stop();
        if (shutOut) reject(shutOut);
        else if (found === null) reject(new Broken(`${who} is cut off, and has not ${what}`));
        else resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Broken(`${who} has not ${what} within ${withinMs / 1000} s`));
      }, withinMs);
      waiting.add(look);
      look();
    });
  }

  function take(frame: Heard): Came | null {
    const index = untaken.findIndex((came) => isMeant(frame, came.frame));
    const [came] = index === -1 ? [] : untaken.splice(index, 1);
    return came ?? null;
  }

  return {
    send(frame) {
      onSeen({ who, direction: 'sent', frame });
      connection.send(frame);
    },
    sendText(text) {
      onSeen({ who, direction: 'sent', frame: text });
      connection.sendText(text);
    },
    async hear({ frame, withinMs, isAfterAll }) {
      const what = 'ack' in frame ? `been answered (${frame.ack})` : `heard ${frame.event}`;
      const came = await wait(() => take(frame), withinMs, what);
      const wrong = mismatch(frame, came.frame, names);
      if (wrong !== null) throw new Broken(`${who} has ${what}, but ${wrong}`);
      if (isAfterAll && came.place < lastTaken) throw new Broken(`${who} has ${what} too early`);
      lastTaken = Math.max(lastTaken, came.place);
    },
    async fence(withinMs) {
      if (connection.ping) {
        connection.ping();
        await wait(() => take({ event: PONG, args: [] }), withinMs, 'given a sign of life');
        return;
      }
      const ack = `fence-${fences}`;
      fences += 1;
      connection.send({ event: 'alive', args: [], ack });
      await wait(() => take({ ack, args: [] }), withinMs, 'been answered');
    },
    hearNothing(event) {
      const notices = untaken.flatMap(({ frame }) => ('event' in frame ? [frame.event] : []));
      const isUnasked = (name: string) => (event ? name === event : isNoticeName(name));
      const unasked = notices.find(isUnasked);
      if (unasked) throw new Broken(`${who} has heard ${unasked}, which is not for it`);
    },
    async ended(withinMs) {
      const { code } = await wait(() => end, withinMs, 'been cut off');
      return code;
    },
    get isOpen() {
      return end === null && !isGoing;
    },
    close: () => go(connection.close),
    cut: () => go(connection.cut),
  };
}

/** By what it answers, or by its name. */
function isMeant(wanted: Heard, came: Heard): boolean {
  if ('ack' in wanted) return 'ack' in came && came.ack === wanted.ack;
  return 'event' in came && came.event === wanted.event;
}

function isFence(frame: Heard): boolean {
  return 'ack' in frame ? String(frame.ack).startsWith('fence-') : frame.event === PONG;
}
