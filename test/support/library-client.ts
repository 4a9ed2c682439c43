import { io } from 'socket.io-client';
import { createInbox, type WireClient } from './wire-client.ts';

/** The library itself, used as pages of the field use it: no acknowledgements. */
export async function connectLibrary(url: string): Promise<WireClient> {
  const socket = io(url, { forceNew: true, reconnection: false, transports: ['websocket'] });
  const inbox = createInbox();
  socket.onAny((event: string, ...args: unknown[]) => inbox.put({ event, args }));
  await new Promise<void>((connected, failed) => {
    socket.once('connect', connected);
    socket.once('connect_error', failed);
  });
  const closed = new Promise<void>((gone) => {
    socket.once('disconnect', () => {
      inbox.end();
      gone();
    });
  });
  return {
    received: inbox.received,
    next: inbox.next,
    emit: (event, ...args) => void socket.emit(event, ...args),
    ask: (event, ...args) => socket.timeout(5000).emitWithAck(event, ...args),
    closed,
    close: () => {
      socket.disconnect();
      return closed;
    },
    drop: () => socket.io.engine.transport.close(),
  };
}
