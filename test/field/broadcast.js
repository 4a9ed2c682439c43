import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';
import { createChatPeer } from './chat-peer.js';

/** Section 3: with `--caller` it offers at once, without it says nothing until it hears an offer. */
export function run(args, print) {
  const { server, name, caller, file } = optionsOf(args, {
    server: { type: 'string' },
    name: { type: 'string', default: 'a broadcast client' },
    caller: { type: 'boolean' },
    file: { type: 'string' },
  });
  const socket = new WebSocket(server, { rejectUnauthorized: false });
  const uuid = randomUUID();
  const say = (frame) => socket.send(JSON.stringify({ ...frame, uuid }));
  const peer = createChatPeer({
    name,
    print,
    file: file && { name: basename(file), bytes: readFileSync(file) },
    onCandidate: (ice) => say({ ice }),
  });

  async function hear(frame) {
    if (frame.uuid === uuid) return;
    if (frame.sdp?.type === 'offer') say({ sdp: await peer.answer(frame.sdp) });
    else if (frame.sdp?.type === 'answer') await peer.take(frame.sdp);
    else if (frame.ice) await peer.addCandidate(frame.ice);
  }

  socket.on('open', async () => {
    print('ready');
    if (caller) say({ sdp: await peer.offer() });
  });
  socket.on('message', (data) => void hear(JSON.parse(String(data))));
  return () => {
    socket.terminate();
    peer.close();
  };
}

runAlone(import.meta.url, run);
