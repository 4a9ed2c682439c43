import { createSocket } from 'node:dgram';
import process from 'node:process';

// Carries datagrams between two neighbours, late, and some not at all. Runs in a namespace: see rough-way.ts.
const [port, delayMs, loss] = process.argv.slice(2, 5).map(Number);
const [nearHere, near, farHere, far] = process.argv.slice(5);

/** The same in each run: numbers from 0 to 1 (the generator is mulberry32). */
let seed = 1;
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const [nearSocket, farSocket] = [createSocket('udp4'), createSocket('udp4')];
nearSocket.bind(port, nearHere);
farSocket.bind(port, farHere);

/** @param {import('node:dgram').Socket} from @param {import('node:dgram').Socket} to @param {string | undefined} address */
function carry(from, to, address) {
  from.on('message', (datagram) => {
    if (chance() < (loss ?? 0)) return;
    complete(datagram);
    // Whoever it is for may be gone by then.
    setTimeout(() => to.send(datagram, port, address, () => {}), delayMs);
  });
}

// VXLAN, Ethernet, IPv4 (RFC 791), and where TCP and UDP have their checksums.
const IP = 8 + 14;
const CHECKSUM_AT = new Map([
  [6, 16],
  [17, 6],
]);

/**
 * The kernel leaves the checksum of what is in a tunnel to the hardware, and there is none here.
 * @param {Buffer} datagram
 */
function complete(datagram) {
  const isIpv4 = datagram.length > IP + 20 && datagram.readUInt16BE(IP - 2) === 0x0800;
  const at = isIpv4 ? CHECKSUM_AT.get(datagram.readUInt8(IP + 9)) : undefined;
  if (at === undefined) return;
  const start = IP + 4 * (datagram.readUInt8(IP) & 15);
  const segment = datagram.subarray(start, IP + datagram.readUInt16BE(IP + 2));
  segment.writeUInt16BE(0, at);
  // The addresses belong to it, the protocol and the length (RFC 9293, section 3.1).
  const others = datagram.readUInt8(IP + 9) + segment.length;
  const sum = fold(add(datagram.subarray(IP + 12, IP + 20)) + add(segment) + others);
  segment.writeUInt16BE(~sum & 0xffff || 0xffff, at);
}

/** @param {Buffer} bytes */
function add(bytes) {
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  return bytes.length % 2 ? sum + (bytes.readUInt8(bytes.length - 1) << 8) : sum;
}

/** @param {number} sum */
function fold(sum) {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return folded;
}

carry(nearSocket, farSocket, far);
carry(farSocket, nearSocket, near);
