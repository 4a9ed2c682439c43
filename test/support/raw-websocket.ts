import { WebSocket } from 'ws';
import type { RawWire } from './raw-client.ts';

/** Well below the server's time-out, whichever it says: in Engine.IO 3 it is the client who pings. */
const PING_EVERY_MS = 1000;

export async function openWebSocket(
  url: string,
  revision: 3 | 4,
  onPacket: (packet: string) => void,
): Promise<RawWire> {
  const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=${revision}&transport=websocket`;
  const socket = new WebSocket(address, { rejectUnauthorized: false });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.on('message', (data) => {
    const packet = String(data);
    if (packet === '2') socket.send('3');
    onPacket(packet);
  });
  await opened(socket);
  if (revision === 3) pingUntil(closed, () => socket.send('2'));
  return {
    send: (packet) => socket.send(packet),
    close: () => socket.close(),
    drop: () => socket.terminate(),
    closed,
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    // Stays: an error after opening is followed by `close`, which is what the client looks at.
    socket.on('error', reject);
  });
}

function pingUntil(closed: Promise<void>, ping: () => void): void {
  const timer = setInterval(ping, PING_EVERY_MS);
  closed.then(
    () => clearInterval(timer),
    () => clearInterval(timer),
  );
}
