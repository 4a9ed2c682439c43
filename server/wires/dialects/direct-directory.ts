import { createHash } from 'node:crypto';
import { type MemberId, parseRoomId, type RoomId } from '../../../protocol/ids.ts';

/** A direct client that is connected. */
interface Entry {
  readonly room: RoomId;
  readonly id: MemberId;
  readonly address: string;
  readonly close: (reason: string) => void;
}

/** The direct clients by the ids that they chose. */
export interface Directory {
  find(clientId: string): Entry | undefined;
  /** False where somebody else has this id. A client that is back before its former connection is found dead takes over. */
  makeWay(clientId: string, address: string): boolean;
  add(clientId: string, entry: Entry): void;
  remove(clientId: string, close: Entry['close']): void;
}

export function createDirectory(): Directory {
  const entries = new Map<string, Entry>();
  return {
    find: (clientId) => entries.get(clientId),
    makeWay(clientId, address) {
      const holder = entries.get(clientId);
      if (holder && holder.address !== address) return false;
      entries.delete(clientId);
      holder?.close('taken over');
      return true;
    },
    add: (clientId, entry) => void entries.set(clientId, entry),
    remove(clientId, close) {
      if (entries.get(clientId)?.close === close) entries.delete(clientId);
    },
  };
}

/** The id itself where it may be a room's name. */
export function roomOf(clientId: string): RoomId {
  const digest = createHash('sha256').update(clientId).digest('base64url');
  return parseRoomId(clientId) ?? (`~${digest}` as RoomId);
}
