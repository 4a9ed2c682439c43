// Our own headless call, as a program that `parley conformance --client` checks. Its input ends: it leaves.
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createCall } from '../../client/call/call.ts';
import { createPlainLink } from '../../client/call/plain-link.ts';
import { createSocketLink } from '../../client/call/socket-link.ts';
import { parseRoomId } from '../../protocol/ids.ts';
import { nodeRtc } from './node-rtc.ts';

/** For what was said last to be on its way. */
const GOODBYE_MS = 500;

const [wire] = process.argv.slice(2);
const url = process.env['PARLEY_SERVER'] ?? '';
const room = parseRoomId(process.env['PARLEY_ROOM']);
if (!room) throw new Error('PARLEY_ROOM is no name of a room');

const link =
  wire === 'plain'
    ? createPlainLink({ url, open: (address) => new WebSocket(address) })
    : createSocketLink({ url });
const call = createCall({ ...nodeRtc, link, now: Date.now });
call.snapshot.actions.join?.(room, { name: 'Anna' });

process.stdin.resume().once('end', async () => {
  call.snapshot.actions.hangUp?.();
  call.close();
  await setTimeout(GOODBYE_MS);
  // The binding of WebRTC may crash on its way out of a process that ends by itself.
  process.exit(0);
});
