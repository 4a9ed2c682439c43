import { expect, test } from 'vitest';
import type { Notice } from '../../protocol/events.ts';
import { parseMemberId, parseRoomId } from '../../protocol/ids.ts';
import { Outbox } from '../../server/rooms/outbox.ts';

function messageOf(number: number, chars: number): Notice {
  const [room, from] = [parseRoomId('kitchen'), parseMemberId('@AAAAAAAAAAAAAAAA')];
  if (!room || !from) throw new Error('not as the protocol has them');
  return ['message', room, { type: 'x', number, data: 'x'.repeat(chars) }, from];
}

function fill(count: number, chars: number): Outbox {
  const outbox = new Outbox();
  for (let number = 0; number < count; number += 1) outbox.add(messageOf(number, chars));
  return outbox;
}

test('[S3] the latest 256 are kept, and given from where they stopped', () => {
  const outbox = fill(1000, 10);
  expect(outbox.after(1000 - 256)?.length).toBe(256);
  expect(outbox.after(1000 - 256)?.[0]).toEqual(messageOf(744, 10));
  expect(outbox.after(1000)).toEqual([]);
  expect(outbox.after(100)).toBeNull();
});

test('[S3] of large ones as many are kept as are 256 Ki characters', () => {
  const outbox = fill(1000, 60_000);
  expect(outbox.after(1000 - 4)?.length).toBe(4);
  expect(outbox.after(1000 - 4)?.[3]).toEqual(messageOf(999, 60_000));
  expect(outbox.after(1000 - 9)).toBeNull();
});
