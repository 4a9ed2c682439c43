import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import type { Limits } from './limits.ts';

/** What is said in one go is no sign: who reads has taken it by then. */
const LOOK_AGAIN_MS = 50;

type Packet = { readonly data?: string | Buffer };

/** Calls `onSlow` when more waits for a connection of Engine.IO than may: it answers pings, and never reads. */
export function watchQueue(
  connection: Socket['conn'],
  { queuedBytes, queuedPackets }: Limits,
  onSlow: () => void,
): void {
  let waitingBytes = 0;
  let waitingPackets = 0;
  let underWayBytes = 0;
  let timer: NodeJS.Timeout | null = null;

  function isTooMuch(): boolean {
    if (waitingPackets > queuedPackets) return true;
    const bytes = waitingBytes + underWayBytes;
    return bytes > queuedBytes && !connection.transport.writable;
  }

  function look(): void {
    timer = null;
    if (isTooMuch()) onSlow();
  }

  connection.on('packetCreate', ({ data }: Packet) => {
    waitingBytes += data?.length ?? 0;
    waitingPackets += 1;
    if (timer === null && isTooMuch()) timer = setTimeout(look, LOOK_AGAIN_MS).unref();
  });
  connection.on('flush', () => {
    underWayBytes = waitingBytes;
    waitingBytes = 0;
    waitingPackets = 0;
  });
}

/**
 * The same below the wires, for answers that they give by themselves: a WebSocket is pinged, and its pongs are not
 * read. Attached after the wires, which have their sockets by then.
 */
export function cutSlowReaders(server: Server, { queuedBytes }: Limits): void {
  server.on('upgrade', (_request, socket: Duplex) => {
    socket.on('data', () => {
      if (socket.writableLength > 2 * queuedBytes) socket.destroy();
    });
  });
}
