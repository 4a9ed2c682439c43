import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const { RTCPeerConnection } = createRequire(import.meta.url)('@roamhq/wrtc');
const PIECE_BYTES = 16 * 1024;

/**
 * One peer connection with the data channel `chat`: it says hello, sends the file where there is one, and prints what it gets.
 */
export function createChatPeer({ name, file, tracks = [], print, onCandidate }) {
  const connection = new RTCPeerConnection();
  const early = [];
  let incoming = null;
  for (const track of tracks) connection.addTrack(track);

  connection.onicecandidate = ({ candidate }) => candidate && onCandidate(candidate);
  connection.ondatachannel = ({ channel }) => channel.label === 'chat' && talk(channel);

  function talk(channel) {
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }) => (typeof data === 'string' ? read(data) : collect(data));
    channel.onopen = () => greet(channel);
    if (channel.readyState === 'open') greet(channel);
  }

  function greet(channel) {
    channel.onopen = null;
    channel.send(`hello from ${name}`);
    if (!file) return;
    channel.send(JSON.stringify({ file: { name: file.name, size: file.bytes.length } }));
    for (let at = 0; at < file.bytes.length; at += PIECE_BYTES) {
      channel.send(file.bytes.subarray(at, at + PIECE_BYTES));
    }
  }

  function read(text) {
    if (!text.startsWith('{"file":')) return print(`got ${text}`);
    const { file: announced } = JSON.parse(text);
    incoming = { ...announced, left: announced.size, hash: createHash('sha256') };
    return undefined;
  }

  function collect(piece) {
    if (!incoming) return;
    incoming.hash.update(Buffer.from(piece));
    incoming.left -= piece.byteLength;
    if (incoming.left > 0) return;
    print(`file ${incoming.name} ${incoming.size} ${incoming.hash.digest('hex')}`);
    incoming = null;
  }

  async function describe(description) {
    await connection.setLocalDescription(description);
    return { type: description.type, sdp: description.sdp };
  }

  async function take(description) {
    await connection.setRemoteDescription(description);
    for (const candidate of early.splice(0)) await connection.addIceCandidate(candidate);
  }

  return {
    connection,
    async offer() {
      talk(connection.createDataChannel('chat'));
      return describe(await connection.createOffer());
    },
    async answer(offer) {
      await take(offer);
      return describe(await connection.createAnswer());
    },
    take,
    async addCandidate(candidate) {
      if (connection.remoteDescription) await connection.addIceCandidate(candidate);
      else early.push(candidate);
    },
    close: () => connection.close(),
  };
}
