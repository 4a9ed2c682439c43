import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryStore } from '../../server/rooms/memory-store.ts';
import { createRooms } from '../../server/rooms/rooms.ts';
import { attachSocketIo } from '../../server/wires/socketio.ts';

export interface Served {
  readonly url: string;
  readonly faults: readonly unknown[];
  close(): Promise<void>;
}

/** Rooms on a free port, in this process. */
export async function serve({ capacity = 2 } = {}): Promise<Served> {
  const server = createServer();
  const faults: unknown[] = [];
  const rooms = createRooms({ store: createMemoryStore(), capacity, now: Date.now });
  const wire = attachSocketIo(server, { rooms, onFault: (error) => faults.push(error) });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, faults, close: wire.close };
}
