import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';
import { createRoomMember } from './room-member.js';

/** The room protocol as plain frames. */
export function run(args, print) {
  const { server, room, name } = optionsOf(args, {
    server: { type: 'string' },
    room: { type: 'string' },
    name: { type: 'string' },
  });
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/ws`, {
    rejectUnauthorized: false,
  });
  const emit = (event, ...eventArgs) => socket.send(JSON.stringify({ event, args: eventArgs }));
  const member = createRoomMember({ room, name, print, emit });
  socket.on('open', () => emit('join', room));
  socket.on('message', (data) => {
    const { event, args: eventArgs } = JSON.parse(String(data));
    void member.handle(event, ...eventArgs);
  });
  return () => {
    socket.terminate();
    member.stop();
  };
}

runAlone(import.meta.url, run);
