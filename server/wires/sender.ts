import type { WebSocket } from 'ws';
import type { Limits } from './limits.ts';

/** What is said in one go is no sign: who reads has taken it by then. */
const LOOK_AGAIN_MS = 50;

/** Sends texts, and ends the connection when more waits for it than may: it answers pings, and never reads. */
export function createSender(
  socket: WebSocket,
  { queuedBytes, queuedPackets }: Limits,
): (text: string) => void {
  let waiting = 0;
  let isLooking = false;

  const isTooMuch = (): boolean => waiting > queuedPackets || socket.bufferedAmount > queuedBytes;

  function look(): void {
    isLooking = false;
    if (isTooMuch()) socket.terminate();
  }

  return (text) => {
    if (socket.readyState !== socket.OPEN) return;
    waiting += 1;
    socket.send(text, () => {
      waiting -= 1;
    });
    if (isLooking || !isTooMuch()) return;
    isLooking = true;
    setTimeout(look, LOOK_AGAIN_MS).unref();
  };
}
