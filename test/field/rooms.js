import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';
import { createCamera } from './camera.js';
import { createChatPeer } from './chat-peer.js';

const text = { type: 'string' };

/** Section 4: a sender calls each receiver, whether it is there or comes; a receiver answers. */
export function run(args, print) {
  const options = optionsOf(args, {
    'server-ip': text,
    'server-port': text,
    'client-id': text,
    'room-id': text,
    stun: text,
    turn: text,
    codec: text,
    role: text,
    video: { type: 'boolean' },
  });
  const { role } = options;
  const socket = new WebSocket(`ws://${options['server-ip']}:${options['server-port']}/`);
  const say = (frame) => socket.send(JSON.stringify(frame));
  const peers = new Map();
  const camera = options.video ? createCamera() : null;

  function peerFor(other) {
    const peer = createChatPeer({
      name: options['client-id'],
      tracks: camera ? [camera.track] : [],
      print,
      onCandidate: ({ candidate, sdpMid, sdpMLineIndex }) =>
        say({
          type: 'ice-candidate',
          candidate: { candidate, sdpMid, sdpMLineIndex },
          target_id: other,
        }),
    });
    peers.set(other, peer);
    return peer;
  }

  async function call({ client_id: other, role: otherRole }) {
    if (role !== 'sender' || otherRole === 'sender') return;
    const { type, sdp } = await peerFor(other).offer();
    say({ type, sdp, target_id: other });
  }

  async function hear({ type, from, ...frame }) {
    if (type === 'joined') {
      print('ready');
      for (const member of frame.members) await call(member);
    } else if (type === 'peer_joined') {
      await call(frame);
    } else if (type === 'offer') {
      const { sdp } = await peerFor(from).answer({ type, sdp: frame.sdp });
      say({ type: 'answer', sdp, target_id: from });
    } else if (type === 'answer') {
      await peers.get(from).take({ type, sdp: frame.sdp });
    } else if (type === 'ice-candidate') {
      await peers.get(from)?.addCandidate(frame.candidate);
    } else if (type === 'error') {
      print(`error ${frame.code}`);
    }
  }

  socket.on('open', () => {
    say({ type: 'register', client_id: options['client-id'] });
    say({ type: 'join', room_id: options['room-id'], role });
  });
  socket.on('message', (data) => void hear(JSON.parse(String(data))));
  return () => {
    camera?.stop();
    socket.terminate();
    for (const peer of peers.values()) peer.close();
  };
}

runAlone(import.meta.url, run);
