import { WebSocket } from 'ws';
import type { CheckedWire, Connection, Listener } from './connection.ts';

const HANDSHAKE_MS = 10_000;
/** Well below the time-out of any server: in Engine.IO 3 it is the client who pings. */
const PING_EVERY_MS = 2_000;

const CONNECTED = '40';
const PING = '2';
/** An event, or what acknowledges one: maybe a number, then a list. */
const PACKET = /^4([23])(\d*)(\[.*\])$/s;

/** Socket.IO 2 over Engine.IO 3, frame by frame, at `socket.io/` below the address: what old pages and apps speak. */
export function socketIo2Wire(server: URL): CheckedWire {
  const address = new URL('socket.io/?EIO=3&transport=websocket', server);
  address.protocol = server.protocol.replace('http', 'ws');
  return {
    name: 'socketio2',
    connect(listener, { origin } = {}) {
      const socket = new WebSocket(address, {
        handshakeTimeout: HANDSHAKE_MS,
        rejectUnauthorized: false,
        ...(origin && { origin }),
      });
      return new Promise((resolve, reject) => {
        const acks: Acks = [];
        socket.on('message', (data) => {
          const packet = String(data);
          // The server lets into the default namespace unasked.
          if (packet === CONNECTED) resolve(connectionOf(socket, acks));
          else take(packet, acks, listener);
        });
        socket.once('close', () => {
          reject(new Error('the connection was closed before the server let in'));
          listener.onClosed(null);
        });
        socket.on('error', reject);
      });
    },
  };
}

/** What the requests of a connection were marked with, by their numbers on this wire. */
type Acks = (number | string)[];

function connectionOf(socket: WebSocket, acks: Acks): Connection {
  const timer = setInterval(() => socket.send(PING, () => {}), PING_EVERY_MS);
  socket.once('close', () => clearInterval(timer));
  return {
    send({ event, args, ack }) {
      const id = ack === undefined ? '' : acks.push(ack) - 1;
      socket.send(`42${id}${JSON.stringify([event, ...args])}`, () => {});
    },
    // Transcripts that need it name the wires that have it.
    sendText: () => {},
    close: () => socket.close(),
    cut: () => socket.terminate(),
  };
}

function take(packet: string, acks: Acks, { onFrame }: Listener): void {
  const [, kind, id, json = '[]'] = PACKET.exec(packet) ?? [];
  if (kind === undefined) return;
  const list = JSON.parse(json) as unknown[];
  const ack = acks[Number(id)];
  if (kind === '2') onFrame({ event: String(list[0]), args: list.slice(1) });
  else if (ack !== undefined) onFrame({ ack, args: list });
}
