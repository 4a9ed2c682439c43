import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';
import { createChatPeer } from './chat-peer.js';

const RETRY_MS = 500;

/** Section 2: with `--target` a caller, as the browser is; without it a device, which answers. */
export function run(args, print) {
  const { server, id, target } = optionsOf(args, {
    server: { type: 'string' },
    id: { type: 'string' },
    target: { type: 'string' },
  });
  const socket = new WebSocket(server, { rejectUnauthorized: false });
  const say = (frame) => socket.send(JSON.stringify(frame));
  const peers = new Map();
  let retry;

  function peerFor(other) {
    const peer = createChatPeer({
      name: id,
      print,
      onCandidate: ({ candidate, sdpMid, sdpMLineIndex }) =>
        say({
          type: 'ice-candidate',
          target: other,
          candidate: { candidate, sdpMid, sdpMLineIndex },
        }),
    });
    peers.set(other, peer);
    return peer;
  }

  /** As a person presses the button again. */
  async function call() {
    peers.get(target)?.close();
    say({ type: 'offer', target, offer: await peerFor(target).offer() });
  }

  async function hear({ type, from, message, ...frame }) {
    if (type === 'connection') {
      print('ready');
      if (target) await call();
    } else if (type === 'offer') {
      say({ type: 'answer', target: from, answer: await peerFor(from).answer(frame.offer) });
    } else if (type === 'answer') {
      await peers.get(from).take(frame.answer);
    } else if (type === 'ice-candidate') {
      await peers.get(from)?.addCandidate(frame.candidate);
    } else if (type === 'error') {
      print(`error ${message}`);
      clearTimeout(retry);
      if (target) retry = setTimeout(call, RETRY_MS);
    }
  }

  socket.on('open', () => say({ type: 'connection', clientId: id }));
  socket.on('message', (data) => void hear(JSON.parse(String(data))));
  return () => {
    clearTimeout(retry);
    socket.terminate();
    for (const peer of peers.values()) peer.close();
  };
}

runAlone(import.meta.url, run);
