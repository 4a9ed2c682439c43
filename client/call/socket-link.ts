import { io } from 'socket.io-client';
import { type Answer, parseAnswer, parseNotice, type RequestName } from '../../protocol/events.ts';
import type { Link } from './link.ts';

/** Long enough for a handshake over a poor network, short enough to say in time that nobody answers. */
const ANSWER_MS = 10_000;

/** Over Socket.IO to the page's own server, or to the one at `url`. */
export function createSocketLink({ url }: { readonly url?: string } = {}): Link {
  const socket = io(url ?? '', {
    // WebSocket first: polling has to stick to one node, and costs more. It is there for networks that allow nothing else.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    forceNew: true,
  });

  return {
    get isUp() {
      return socket.connected;
    },
    request(name, args, onAnswer) {
      socket.timeout(ANSWER_MS).emit(name, ...args, (late: Error | null, answer: unknown) => {
        onAnswer?.(late ? null : read(name, answer));
      });
    },
    onNotice(handler) {
      socket.onAny((name: string, ...args: unknown[]) => {
        const notice = parseNotice(name, args);
        if (notice) handler(notice);
      });
    },
    onUp(handler) {
      socket.on('connect', () => handler(true));
      socket.on('disconnect', () => handler(false));
    },
    close() {
      socket.disconnect();
    },
  };
}

function read<K extends RequestName>(name: K, answer: unknown): Answer<K> | null {
  return parseAnswer(name, answer);
}
