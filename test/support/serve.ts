import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attachSocketIo, type Wire } from '../../server/wires/socketio.ts';
import { type Clock, createClock } from './clock.ts';
import { noIce } from './no-ice.ts';
import { setUpRooms } from './rooms.ts';

export interface Served {
  readonly url: string;
  readonly clock: Clock;
  readonly faults: readonly unknown[];
  readonly drain: Wire['drain'];
  close(): Promise<void>;
}

/** Rooms on a free port, in this process. */
export async function serve({ capacity = 2 } = {}): Promise<Served> {
  const server = createServer();
  const faults: unknown[] = [];
  const clock = createClock();
  const rooms = setUpRooms({ clock, capacity });
  const wire = attachSocketIo(server, {
    rooms,
    ...noIce,
    now: clock.now,
    onFault: (error) => faults.push(error),
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, clock, faults, drain: wire.drain, close: wire.close };
}
