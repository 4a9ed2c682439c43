import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Rooms } from '../../server/rooms/rooms.ts';
import { type Counted, createTally } from '../../server/tally.ts';
import { createDoor, type DoorOptions } from '../../server/wires/door.ts';
import { defaultLimits, type Limits } from '../../server/wires/limits.ts';
import { attachSocketIo, type Wire } from '../../server/wires/socketio.ts';
import { type Clock, createClock } from './clock.ts';
import { noIce } from './no-ice.ts';
import { setUpRooms } from './rooms.ts';

export interface Served {
  readonly url: string;
  readonly clock: Clock;
  readonly faults: readonly unknown[];
  readonly counted: Counted;
  readonly census: Rooms['census'];
  readonly drain: Wire['drain'];
  close(): Promise<void>;
}

interface ServeOptions {
  readonly capacity?: number;
  readonly limits?: Partial<Limits>;
  readonly door?: Partial<DoorOptions>;
}

/** For whoever comes, and each from an address of its own. */
const openDoor: DoorOptions = {
  addressOf: () => randomUUID(),
  isOriginAllowed: () => true,
  onTurnedAway: () => {},
};

/** Rooms on a free port, in this process. */
export async function serve({ capacity = 2, limits, door }: ServeOptions = {}): Promise<Served> {
  const server = createServer();
  const faults: unknown[] = [];
  const clock = createClock();
  const tally = createTally();
  const rooms = setUpRooms({ clock, capacity, onChange: tally.changed });
  const taken = { ...defaultLimits, ...limits };
  const wire = attachSocketIo(server, {
    path: '/socket.io/',
    rooms,
    ...noIce,
    limits: taken,
    door: createDoor({ ...openDoor, onTurnedAway: tally.turnedAway, ...door }, taken),
    observer: tally,
    onReport: (_room, _member, report) => tally.reported(report),
    now: clock.now,
    schedule: clock.schedule,
    onFault: (error) => faults.push(error),
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    clock,
    faults,
    counted: tally.counted,
    census: rooms.census,
    drain: wire.drain,
    close: wire.close,
  };
}
