import { WebSocket } from 'ws';
import { type Frame, parseFrame } from '../../protocol/frame.ts';
import type { CheckedWire, Connection } from './connection.ts';

const HANDSHAKE_MS = 10_000;

/** A WebSocket at `ws/plain` below the address, and JSON. */
export function plainWire(server: URL): CheckedWire {
  const address = new URL('ws/plain', server);
  address.protocol = server.protocol.replace('http', 'ws');
  return {
    name: 'plain',
    connect(listener, { origin, isMute } = {}) {
      const socket = new WebSocket(address, {
        handshakeTimeout: HANDSHAKE_MS,
        rejectUnauthorized: false,
        autoPong: !isMute,
        ...(origin && { origin }),
      });
      socket.on('message', (data) => listener.onFrame(read(String(data))));
      // In transcripts a ping is an event.
      socket.on('ping', () => listener.onFrame({ event: '<ping>', args: [] }));
      socket.once('close', (code) => listener.onClosed(code));
      return new Promise((resolve, reject) => {
        socket.once('open', () => resolve(connectionOf(socket)));
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
function read(text: string): Frame {
  return parseFrame(text) ?? { event: `<no frame> ${text}`, args: [] };
}
