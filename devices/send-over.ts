import type { DataChannel, Track } from 'node-datachannel';

/**
 * The network is the work of another thread: what was open a moment ago may be closed by now, and then throws. What is
 * sent meanwhile is lost, as it would be on its way.
 */
export function sendOver(way: DataChannel | Track, data: string | Uint8Array): void {
  if (!way.isOpen()) return;
  try {
    if (typeof data === 'string') way.sendMessage(data);
    else way.sendMessageBinary(asBuffer(data));
  } catch (error) {
    if (way.isOpen()) throw error;
  }
}

/** The same bytes. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
