import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { AnyExtension } from '../../protocol/extension.ts';
import type { Report } from '../../protocol/ice.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { createOwnExtensions } from '../../server/own-extensions.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import type { Rooms } from '../../server/rooms/rooms-port.ts';
import { createMemoryShelf } from '../../server/shelf.ts';
import { type Counted, createTally } from '../../server/tally.ts';
import { createDoor, type DoorOptions } from '../../server/wires/door.ts';
import { createEndpoints } from '../../server/wires/endpoints.ts';
import { defaultLimits, type Limits } from '../../server/wires/limits.ts';
import { cutSlowReaders } from '../../server/wires/slow-readers.ts';
import { attachSocketIo } from '../../server/wires/socketio.ts';
import { createTurns } from '../../server/wires/turns.ts';
import { attachWebSocket, type WebSocketOptions } from '../../server/wires/websocket.ts';
import { createWhip } from '../../server/wires/whip/whip.ts';
import type { Wire } from '../../server/wires/wire.ts';
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
  readonly access?: Partial<Parameters<typeof createOwnExtensions>[0]>;
  readonly pulse?: WebSocketOptions['pulse'];
  /** In the place of our own. */
  readonly extensions?: readonly AnyExtension[];
}

/** For whoever comes, and each from an address of its own. */
const openDoor: DoorOptions = {
  addressOf: () => randomUUID(),
  isOriginAllowed: () => true,
  onTurnedAway: () => {},
};

const openAccess = {
  ROOM_PASSWORDS: {},
  REQUIRE_TOKEN: false,
  TOKEN_SECRET: null,
  TOKEN_KEYS: null,
  LEAVE_OUT: [],
};

/** Rooms on a free port, in this process. */
export async function serve({
  capacity = 2,
  limits,
  door,
  access,
  pulse,
  extensions,
}: ServeOptions = {}): Promise<Served> {
  const server = createServer();
  const faults: unknown[] = [];
  const clock = createClock();
  const onFault = (error: unknown): void => void faults.push(error);
  const own = await createOwnExtensions(
    { ...openAccess, ...access },
    clock.now,
    createMemoryShelf(),
  );
  const loaded = createExtensions(extensions ?? own, onFault);
  const tally = createTally(loaded.refusalCodes);
  const rooms = setUpRooms({ clock, capacity, extensions: loaded, onChange: tally.changed });
  const taken = { ...defaultLimits, ...limits };
  const shared = {
    rooms,
    ...noIce,
    limits: taken,
    door: createDoor({ ...openDoor, onTurnedAway: tally.turnedAway, ...door }, taken),
    observer: tally,
    onReport: (_room: RoomId, _member: MemberId, report: Report) => void tally.reported(report),
    now: clock.now,
    schedule: clock.schedule,
    inTurn: createTurns({ now: performance.now.bind(performance), later: setImmediate }),
    onFault,
  };
  let keys = 0;
  const whip = createWhip({
    ...shared,
    basePath: '',
    hostOf: ({ headers }) => headers.host ?? '',
    newKey: () => `key-${++keys}`,
  });
  server.on('request', express().use(whip.handler));
  const wires = [
    whip,
    attachSocketIo(server, { ...shared, path: '/socket.io/' }),
    attachWebSocket(server, {
      ...shared,
      endpoints: createEndpoints(''),
      ...(pulse && { pulse }),
    }),
  ];
  cutSlowReaders(server, taken);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    clock,
    faults,
    counted: tally.counted,
    census: rooms.census,
    drain: async (over) => void (await Promise.all(wires.map((wire) => wire.drain(over)))),
    close: async () => void (await Promise.all(wires.map((wire) => wire.close()))),
  };
}
