import { expect, test } from 'vitest';
import { doorMode } from '../../client/ui/door/door-mode.ts';
import type { Door } from '../../client/ui/door/use-door.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';

const room = parseRoomId('kitchen') as RoomId;
const doorThatAsks = (extensions: Record<string, unknown>): Door => ({
  ok: true,
  room,
  members: [{}],
  capacity: 2,
  hasRelay: false,
  extensions,
});
const outside = { hasInvitation: false, problem: null };
const invited = { hasInvitation: true, problem: null };

const open = doorThatAsks({});
const password = doorThatAsks({ password: { isNeeded: true } });
const locked = doorThatAsks({ password: { isNeeded: true }, lock: { isLocked: true } });
const strict = doorThatAsks({ invitation: { isNeeded: true } });

test.each([
  ['nothing is asked', open, outside, 'open'],
  ['nothing is known', null, outside, 'open'],
  ['a password is needed', password, outside, 'password'],
  ['a lock goes before a password', locked, outside, 'locked'],
  ['an invitation is needed', strict, outside, 'uninvited'],
  ['an invitation is there', strict, invited, 'open'],
  ['an invitation stands for the password', password, invited, 'open'],
  ['an invitation may stand for the lock', locked, invited, 'open'],
  ['it did not', locked, { hasInvitation: true, problem: 'locked' }, 'locked'],
  ['it was locked, and is open again', open, { ...outside, problem: 'locked' }, 'open'],
  ['only the refusal is known', null, { ...outside, problem: 'locked' }, 'locked'],
  ['the password was wrong', null, { ...outside, problem: 'password-wrong' }, 'password'],
  ['the server says what nobody knows', doorThatAsks({ lock: 'maybe' }), outside, 'open'],
] as const)('%s', (_what, door, asked, mode) => {
  expect(doorMode(door, asked)).toBe(mode);
});
