import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';
import { createRoomMember } from './room-member.js';

/** The room protocol as clients of Socket.IO 2 say it, over Engine.IO 3, where it is the client who pings. */
export function run(args, print) {
  const { server, room, name } = optionsOf(args, {
    server: { type: 'string' },
    room: { type: 'string' },
    name: { type: 'string' },
  });
  const address = `${server.replace(/^http/, 'ws')}/socket.io/?EIO=3&transport=websocket`;
  const socket = new WebSocket(address, { rejectUnauthorized: false });
  const emit = (...event) => socket.send(`42${JSON.stringify(event)}`);
  const member = createRoomMember({ room, name, print, emit });
  let pinging;

  socket.on('message', (data) => {
    const packet = String(data);
    if (packet.startsWith('0')) {
      pinging = setInterval(() => socket.send('2'), JSON.parse(packet.slice(1)).pingInterval);
    } else if (packet.startsWith('40')) {
      emit('join', room);
    } else if (packet.startsWith('42')) {
      const [event, ...eventArgs] = JSON.parse(packet.slice(2));
      void member.handle(event, ...eventArgs);
    }
  });
  return () => {
    clearInterval(pinging);
    socket.terminate();
    member.stop();
  };
}

runAlone(import.meta.url, run);
