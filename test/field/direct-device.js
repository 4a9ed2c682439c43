import { createRequire } from 'node:module';
import { WebSocket } from 'ws';
import { optionsOf, runAlone } from './alone.js';

const { RTCPeerConnection } = createRequire(import.meta.url)('@roamhq/wrtc');
/** 32 by 24 pixels of one colour each. */
const pictures = [
  '/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgUFBcUFxsbGxsbGyAeICEhISAgICAhISEkJCQqKiokJCQhISQkKCgqKi4vLisrKisvLzIyMjw8OTlGRkhWVmf/xABNAAEBAAAAAAAAAAAAAAAAAAAABgEBAQEAAAAAAAAAAAAAAAAAAAYHEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAGAAgAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AiwEo38AAAAAB/9k=',
  '/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgUFBcUFxsbGxsbGyAeICEhISAgICAhISEkJCQqKiokJCQhISQkKCgqKi4vLisrKisvLzIyMjw8OTlGRkhWVmf/xABNAAEBAAAAAAAAAAAAAAAAAAAABwEBAQEAAAAAAAAAAAAAAAAAAAUHEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAGAAgAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AjgDf0sAAAAAB/9k=',
].map((jpeg) => Buffer.from(jpeg, 'base64'));

/** Section 2: a device that sends its video as JPEG pictures over a data channel, one a message. */
export function run(args, print) {
  const { server, id, fps } = optionsOf(args, {
    server: { type: 'string' },
    id: { type: 'string', default: 'device' },
    fps: { type: 'string', default: '20' },
  });
  const socket = new WebSocket(server, { rejectUnauthorized: false });
  const say = (frame) => socket.send(JSON.stringify(frame));
  const early = [];
  let connection = null;
  /** Every one there was: of one that is forgotten while it works the native part ends the process. */
  const connections = [];
  const timers = [];

  function film(channel) {
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      try {
        channel.send(pictures[count % pictures.length]);
      } catch {
        // Not open yet, or not any more.
        if (channel.readyState !== 'connecting') clearInterval(timer);
      }
    }, 1000 / Number(fps));
    timers.push(timer);
  }

  async function answer(from, offer) {
    for (const timer of timers.splice(0)) clearInterval(timer);
    connection?.close();
    connection = new RTCPeerConnection();
    connections.push(connection);
    connection.ondatachannel = ({ channel }) => film(channel);
    connection.onicecandidate = ({ candidate }) =>
      candidate && say({ type: 'ice-candidate', target: from, candidate });
    await connection.setRemoteDescription(offer);
    for (const candidate of early.splice(0))
      await connection.addIceCandidate(candidate).catch(print);
    await connection.setLocalDescription(await connection.createAnswer());
    const { type, sdp } = connection.localDescription;
    say({ type: 'answer', target: from, answer: { type, sdp } });
  }

  async function addCandidate(candidate) {
    // One of a viewer that has gone belongs to nothing any more.
    if (connection?.remoteDescription) await connection.addIceCandidate(candidate).catch(print);
    else early.push(candidate);
  }

  socket.on('open', () => say({ type: 'connection', clientId: id }));
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame.type === 'connection') print('ready');
    else if (frame.type === 'offer') void answer(frame.from, frame.offer);
    else if (frame.type === 'ice-candidate') void addCandidate(frame.candidate);
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
    socket.terminate();
    for (const one of connections) one.close();
  };
}

runAlone(import.meta.url, run);
