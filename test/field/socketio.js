import { io } from 'socket.io-client';
import { optionsOf, runAlone } from './alone.js';
import { createRoomMember } from './room-member.js';

/** The room protocol over Socket.IO 4. */
export function run(args, print) {
  const { server, room, name } = optionsOf(args, {
    server: { type: 'string' },
    room: { type: 'string' },
    name: { type: 'string' },
  });
  const socket = io(server, { forceNew: true, rejectUnauthorized: false });
  const emit = (...event) => socket.emit(...event);
  const member = createRoomMember({ room, name, print, emit });
  socket.onAny(member.handle);
  socket.on('connect', () => socket.emit('join', room));
  return () => {
    socket.disconnect();
    member.stop();
  };
}

runAlone(import.meta.url, run);
