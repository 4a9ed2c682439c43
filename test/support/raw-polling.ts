import type { RawWire } from './raw-client.ts';

/** Engine.IO 4 separates the packets of one answer with this. */
const SEPARATOR = '\x1e';

/** Engine.IO 4 over HTTP long polling: one request that waits, and one for each packet sent. */
export async function openPolling(
  url: string,
  onPacket: (packet: string) => void,
): Promise<RawWire> {
  const base = `${url}/socket.io/?EIO=4&transport=polling`;
  const handshake = await textOf(await fetch(base));
  const { sid } = JSON.parse(handshake.slice(1)) as { sid: string };
  const session = `${base}&sid=${sid}`;
  const end = new AbortController();
  let sending = Promise.resolve();
  const send = (packet: string | Buffer): void => {
    sending = sending.then(() => post(session, String(packet)));
    // A session that is gone shows itself to the poll as well.
    sending.catch(() => end.abort());
  };
  const closed = poll(session, end.signal, (packet) => {
    if (packet === '2') send('3');
    onPacket(packet);
  });
  return {
    send,
    closed,
    close: () => send('1'),
    drop: () => end.abort(),
  };
}

async function poll(
  session: string,
  signal: AbortSignal,
  onPacket: (packet: string) => void,
): Promise<void> {
  for (;;) {
    const body = await fetch(session, { signal })
      .then(textOf)
      .catch(() => '1');
    const packets = body.split(SEPARATOR);
    for (const packet of packets) onPacket(packet);
    // 1 is close, 6 is noop: the answer to a poll that was waiting when the session was closed.
    if (packets.includes('1')) return;
  }
}

async function post(session: string, packet: string): Promise<void> {
  await textOf(await fetch(session, { method: 'POST', body: packet }));
}

async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}
