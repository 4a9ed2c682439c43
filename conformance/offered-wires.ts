import type { WireName } from './transcript.ts';
import type { CheckedWire, ConnectOptions } from './wires/connection.ts';
import { plainWire } from './wires/plain.ts';
import { socketIoWire } from './wires/socketio.ts';
import { socketIo2Wire } from './wires/socketio2.ts';

const wires: Readonly<Record<WireName, (server: URL) => CheckedWire>> = {
  socketio: socketIoWire,
  socketio2: socketIo2Wire,
  plain: plainWire,
};

/** Those of a server that let somebody in; the one that was asked for, whether or not it does. */
export async function offeredWires(
  server: URL,
  asked: WireName | null,
): Promise<readonly CheckedWire[]> {
  if (asked) return [wires[asked](server)];
  const all = Object.values(wires).map((create) => create(server));
  const isOffered = await Promise.all(all.map((wire) => letsIn(wire)));
  return all.filter((_, index) => isOffered[index]);
}

export async function letsIn(wire: CheckedWire, options?: ConnectOptions): Promise<boolean> {
  const connected = wire.connect({ onFrame: () => {}, onClosed: () => {} }, options);
  const connection = await connected.catch(() => null);
  connection?.close();
  return connection !== null;
}
