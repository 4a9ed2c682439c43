import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createClientAddress, hostOf, networkOf } from './client-address.ts';
import type { Config } from './config/config.ts';
import { createIce, hasRelay } from './ice.ts';
import { limitsOf } from './limits-of.ts';
import type { Hub } from './listeners.ts';
import type { Log, LogFor } from './log.ts';
import { createOriginCheck } from './origins.ts';
import { createReports } from './reports.ts';
import type { Rooms } from './rooms/rooms-port.ts';
import { schedule } from './schedule.ts';
import type { Tally } from './tally.ts';
import { createTurnedAwayLog } from './turned-away.ts';
import { createDoor, type DoorOptions } from './wires/door.ts';
import { createEndpoints } from './wires/endpoints.ts';
import { cutSlowReaders } from './wires/slow-readers.ts';
import { attachSocketIo } from './wires/socketio.ts';
import { attachWebSocket } from './wires/websocket.ts';
import { createWhip } from './wires/whip/whip.ts';
import type { Wire } from './wires/wire.ts';

/** Of what nobody is to guess. */
const KEY_BYTES = 18;

interface RoomsOnWire {
  readonly rooms: Rooms;
  readonly tally: Tally;
  readonly logFor: LogFor;
  readonly stunPort: number | null;
}

interface Wires {
  /** What one of them answers beside the page. */
  readonly handler: RequestHandler;
  /** After the page: each of the others takes its own path out of what the hub is asked for. */
  open(): readonly Wire[];
}

export function prepareWires(
  { server, inTurn }: Hub,
  config: Config,
  { rooms, tally, logFor, stunPort }: RoomsOnWire,
): Wires {
  const onFault = (error: unknown): void => logFor('wire').error('a request failed', error);
  const iceOptions = {
    servers: config.ICE_SERVERS,
    turnUrls: config.TURN_URLS,
    turnSecret: config.TURN_SECRET,
    stunPort,
    now: Date.now,
  };
  const limits = limitsOf(config);
  const shared = {
    rooms,
    door: createDoor(doorOptions(config, tally, logFor('wire')), limits),
    ice: createIce(iceOptions),
    outlook: { ...(stunPort !== null && { stunPort }), hasRelay: hasRelay(iceOptions) },
    limits,
    observer: tally,
    now: Date.now,
    schedule,
    inTurn,
    onReport: createReports(tally, logFor('rooms')),
    onFault,
  };
  const { BASE_PATH: basePath, TRUST_PROXY } = config;
  const whip = createWhip({
    ...shared,
    basePath,
    hostOf: (request) => hostOf(request, TRUST_PROXY),
    newKey: () => randomBytes(KEY_BYTES).toString('base64url'),
  });
  return {
    handler: whip.handler,
    open() {
      const socketio = attachSocketIo(server, { ...shared, path: `${basePath}/socket.io/` });
      const endpoints = createEndpoints(basePath);
      const websocket = attachWebSocket(server, { ...shared, endpoints });
      cutSlowReaders(server, limits);
      return [socketio, websocket, whip];
    },
  };
}

function doorOptions(
  { TRUST_PROXY, ALLOWED_ORIGINS }: Config,
  tally: Tally,
  log: Log,
): DoorOptions {
  const clientAddress = createClientAddress(TRUST_PROXY);
  const tell = createTurnedAwayLog(log, Date.now);
  return {
    addressOf: (request) => networkOf(clientAddress(request)),
    isOriginAllowed: createOriginCheck(ALLOWED_ORIGINS, TRUST_PROXY),
    onTurnedAway: (why, request) => {
      tally.turnedAway(why);
      tell(why, request);
    },
  };
}
