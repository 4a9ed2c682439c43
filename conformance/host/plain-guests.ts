import type { Server } from 'node:http';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Guest, Reception } from './guest.ts';

const request = v.object({
  event: v.string(),
  args: v.optional(v.array(v.unknown()), []),
  ack: v.optional(v.union([v.number(), v.string()])),
});

/** Whoever comes by `/ws/plain`. */
export function receivePlain(server: Server, reception: Reception): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (message, stream, head) => {
    if (message.url !== '/ws/plain') return;
    sockets.handleUpgrade(message, stream, head, (socket) => attend(socket, reception));
  });
}

function attend(socket: WebSocket, reception: Reception): void {
  const guest = guestOf(socket);
  socket.on('error', () => {});
  socket.on('message', (data, isBinary) => {
    const text = String(data);
    const asked = isBinary ? null : read(text);
    if (!asked) return reception.onNonsense(guest, text);
    const { event, args, ack } = asked;
    const reply = (answer: object): void => socket.send(JSON.stringify({ ack, args: [answer] }));
    reception.onRequest(guest, event, args, ack === undefined ? null : reply);
  });
}

function guestOf(socket: WebSocket): Guest {
  return {
    wire: 'plain',
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    tell: (event, ...args) => socket.send(JSON.stringify({ event, args })),
    cut: () => socket.terminate(),
    givesPong(withinMs) {
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), withinMs);
        socket.once('pong', () => {
          clearTimeout(timer);
          resolve(true);
        });
        socket.ping();
      });
    },
  };
}

function read(text: string): v.InferOutput<typeof request> | null {
  try {
    return v.parse(request, JSON.parse(text));
  } catch {
    return null;
  }
}
