import { createChatPeer } from './chat-peer.js';

/** What a client of the room protocol does with its events (WIRES section 1), whatever carries them. */
export function createRoomMember({ room, name, print, emit }) {
  let peer = null;

  function connect() {
    peer?.close();
    peer = createChatPeer({
      name,
      print,
      onCandidate: ({ candidate, sdpMid, sdpMLineIndex }) =>
        emit('message', room, { type: 'candidate', label: sdpMLineIndex, id: sdpMid, candidate }),
    });
    return peer;
  }

  const handlers = {
    joined: () => print('ready'),
    full: () => print('full'),
    async otherjoin() {
      emit('message', room, await connect().offer());
    },
    async message(_room, data) {
      if (data.type === 'offer') emit('message', room, await connect().answer(data));
      else if (data.type === 'answer') await peer.take(data);
      else if (data.type === 'candidate') {
        await peer.addCandidate({ sdpMLineIndex: data.label, candidate: data.candidate });
      }
    },
    bye: () => print('bye'),
  };

  return {
    handle: (event, ...args) => handlers[event]?.(...args),
    stop: () => peer?.close(),
  };
}
