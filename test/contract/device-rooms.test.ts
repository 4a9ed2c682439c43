import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DialectName } from '../../devices/room-link.ts';
import { dialects } from '../../devices/room-link.ts';
import type { RoomId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import { type DeviceRoom, enterAs } from '../support/device-room.ts';
import { freePort } from '../support/free-port.ts';
import { type Served, serve } from '../support/serve.ts';

const room = 'studio' as RoomId;
const PATIENT = { timeout: 20_000, interval: 10 };
const FINGERPRINT = 'a=fingerprint:sha-256 00:11:22\r\n';
const sdp = `v=0\r\n${FINGERPRINT}m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n`;
const line = 'candidate:1 1 UDP 2114977791 192.0.2.7 46770 typ host';

let served: Served;
const devices: DeviceRoom[] = [];
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  for (const { link } of devices.splice(0)) link.close();
  await served.close();
});

function enter(dialect: DialectName, role: Role, given: { password?: string } = {}): DeviceRoom {
  const server = new URL(served.url);
  const device = enterAs({ dialect, server, room, role, name: `a ${role}`, ...given });
  devices.push(device);
  return device;
}

/** A camera that is there, and somebody who comes to watch; in the order in which the one offers to the other. */
async function meet(sends: DialectName, receives: DialectName) {
  const camera = enter(sends, 'sender');
  await camera.isIn();
  // Who broadcasts and says nothing is known to listen after a second.
  served.clock.advance(1_000);
  const viewer = enter(receives, 'receiver');
  await viewer.isIn();
  served.clock.advance(1_000);
  const caller = await vi.waitUntil(
    () => [camera, viewer].find(({ arrived }) => arrived.some((one) => one.isMineToCall)),
    PATIENT,
  );
  return caller === camera ? { caller, called: viewer } : { caller, called: camera };
}

/** Those of the rooms family: one always calls and the other never, and a direct or broadcast viewer calls as well. */
const isOfRooms = (dialect: DialectName) => dialect === 'rooms';
const calls = (dialect: DialectName) => dialect === 'direct' || dialect === 'broadcast';
const pairs = dialects
  .flatMap((sends) => dialects.map((receives) => [sends, receives] as const))
  .filter((pair) => !(pair.some(isOfRooms) && pair.some(calls)));

describe('a camera and a viewer meet in a room', () => {
  test.each(pairs)('in the dialects %s and %s', async (sends, receives) => {
    const { caller, called } = await meet(sends, receives);
    const to = caller.arrived.find(({ isMineToCall }) => isMineToCall)?.id ?? '';
    caller.link.send({ type: 'offer', sdp }, to);
    const isHeard = (one: DeviceRoom, type: string) =>
      vi.waitUntil(() => one.heard.find(({ signal }) => signal.type === type), PATIENT);
    const { from, signal } = await isHeard(called, 'offer');
    expect(signal).toMatchObject({ type: 'offer', sdp });
    called.link.send({ type: 'answer', sdp }, from);
    expect((await isHeard(caller, 'answer')).from).toBe(to);
    caller.link.send({ type: 'candidate', label: 0, id: '0', candidate: line }, to);
    expect(await isHeard(called, 'candidate')).toEqual({
      from,
      signal: { type: 'candidate', label: 0, id: '0', candidate: line },
    });
  });

  test('and hear when the other goes', async () => {
    const { caller, called } = await meet('rooms', 'plain');
    called.link.close();
    const [gone] = await vi.waitUntil(() => caller.left.length > 0 && caller.left, PATIENT);
    expect(gone).toBe(caller.arrived[0]?.id);
  });
});

describe('a room that is not open', () => {
  test.each(['plain', 'rooms'] as const)(
    'is asked again in the dialect %s, and said to be so',
    async (dialect) => {
      const first = enter('plain', 'sender', { password: 'right one' });
      await first.isIn();
      const second = enter(dialect, 'receiver', { password: 'wrong one' });
      const sentence = await vi.waitUntil(() => second.troubles[0], PATIENT);
      expect(sentence).toMatch(/password/);
      expect(second.entries).toEqual([]);
    },
  );

  test.each(dialects)(
    'because nobody listens there is said once a try in the dialect %s',
    async (dialect) => {
      const port = await freePort();
      const server = new URL(`http://127.0.0.1:${port}`);
      const device = enterAs({ dialect, server, room, role: 'sender', name: 'camera' });
      devices.push(device);
      const sentence = await vi.waitUntil(() => device.troubles[0], PATIENT);
      expect(sentence).toBe(
        `The server at 127.0.0.1:${port} can't be reached: nobody listens there.`,
      );
    },
  );
});
