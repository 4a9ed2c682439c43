import type { DataChannel, PeerConnection } from 'node-datachannel';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { enterRoom } from '../../devices/links/enter-room.ts';
import type { Equipment } from '../../devices/peer.ts';
import { Peers } from '../../devices/peers.ts';
import type { DialectName } from '../../devices/room-link.ts';
import { endRtc, loadRtc, type Rtc } from '../../devices/rtc.ts';
import type { RoomId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import { type Parley, startParley } from '../support/parley.ts';

const PATIENT = { timeout: 20_000, interval: 20 };

let rtc: Rtc;
let parley: Parley;
beforeAll(async () => {
  rtc = await loadRtc();
  parley = await startParley();
});
afterAll(async () => {
  await parley.stop();
  await endRtc();
});

/** A device that says hello to whomever it meets. */
function join(dialect: DialectName, role: Role, room: string) {
  const heard: string[] = [];
  const isIn = vi.fn();
  const listen = (channel: DataChannel): void => {
    channel.onOpen(() => void channel.sendMessage(`hello from the ${role}`));
    channel.onMessage((text) => heard.push(String(text)));
  };
  const equip = (connection: PeerConnection): Equipment => {
    const kept: DataChannel[] = [];
    const keep = (channel: DataChannel): void => {
      kept.push(channel);
      listen(channel);
      if (channel.isOpen()) channel.sendMessage(`hello from the ${role}`);
    };
    connection.onDataChannel(keep);
    return {
      offer: () => keep(connection.createDataChannel('chat')),
      accept: () => {},
      handleConnected: () => {},
      handleClosed: () => {},
    };
  };
  const server = new URL(parley.http ?? '');
  const peers = new Peers({
    rtc,
    iceServers: [],
    equip,
    enter: (events) =>
      enterRoom({ dialect, server, room: room as RoomId, role, name: role }, events),
    onIn: isIn,
    onTrouble: (sentence) => heard.push(sentence),
  });
  onTestFinished(() => peers.close());
  return { heard, isIn: () => vi.waitFor(() => expect(isIn).toHaveBeenCalled(), PATIENT) };
}

test.each<[DialectName, DialectName]>([
  ['plain', 'plain'],
  ['rooms', 'plain'],
  ['plain', 'direct'],
  ['direct', 'direct'],
  ['broadcast', 'broadcast'],
  ['rooms', 'rooms'],
])(
  'a sender that speaks %s and a receiver that speaks %s exchange data',
  async (sends, receives) => {
    const room = `${sends}-${receives}`;
    const sender = join(sends, 'sender', room);
    await sender.isIn();
    const receiver = join(receives, 'receiver', room);
    await vi.waitFor(() => {
      expect(sender.heard).toContain('hello from the receiver');
      expect(receiver.heard).toContain('hello from the sender');
    }, PATIENT);
  },
);
