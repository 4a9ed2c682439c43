import { WebSocket } from 'ws';
import { type Frame, parseFrame } from '../../protocol/frame.ts';
import type { CheckedWire, Connection } from './connection.ts';

const HANDSHAKE_MS = 10_000;

/** A WebSocket at `ws/plain` below the address, and JSON; elsewhere texts, as other dialects write them. */
export function plainWire(server: URL): CheckedWire {
  return {
    name: 'plain',
    connect(listener, { origin, isMute, at } = {}) {
      const address = new URL(at ?? 'ws/plain', server);
      address.protocol = server.protocol.replace('http', 'ws');
      const read = at === undefined ? readFrame : readText;
      const socket = new WebSocket(address, {
        handshakeTimeout: HANDSHAKE_MS,
        rejectUnauthorized: false,
        autoPong: !isMute,
        ...(origin && { origin }),
      });
      socket.on('message', (data) => listener.onFrame(read(String(data))));
      // In transcripts a ping is an event.
      socket.on('ping', () => listener.onFrame({ event: '<ping>', args: [] }));
      socket.on('pong', () => listener.onFrame({ event: '<pong>', args: [] }));
      socket.once('close', (code) => listener.onClosed(code));
      return new Promise((resolve, reject) => {
        const open = at === undefined ? connectionOf : dialectOf;
        socket.once('open', () => resolve(open(socket)));
        socket.on('error', reject);
      });
    },
  };
}

function connectionOf(socket: WebSocket): Connection {
  const sendText = (text: string): void => socket.send(text, () => {});
  return {
    send: (request) => sendText(JSON.stringify(request)),
    sendText,
    close: () => socket.close(),
    cut: () => socket.terminate(),
  };
}

/** What is no frame is seen as an event of a name that nobody waits for. */
function readFrame(text: string): Frame {
  return parseFrame(text) ?? { event: `<no frame> ${text}`, args: [] };
}

/** What it says comes first, then how it is written. */
function readText(text: string): Frame {
  return { event: '<text>', args: [parseJson(text), text] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function dialectOf(socket: WebSocket): Connection {
  return {
    ...connectionOf(socket),
    send: ({ args: [said] }) => socket.send(JSON.stringify(said), () => {}),
    ping: () => socket.ping(),
  };
}
