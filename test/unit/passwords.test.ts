import { describe, expect, test } from 'vitest';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { createPasswords } from '../../server/passwords.ts';
import { createClock } from '../support/clock.ts';

const MINUTE_MS = 60_000;
const room = (name: string): RoomId => parseRoomId(name) as RoomId;

describe('passwords of rooms', () => {
  test('[E2] are kept as slow hashes, and each is salted', async () => {
    const { hash, matches } = await createPasswords({ ROOM_PASSWORDS: {} }, Date.now);
    const [one, two] = [await hash('sesame'), await hash('sesame')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('sesame');
    expect(await matches('sesame', one, 'a')).toBe(true);
    expect(await matches('sesame ', one, 'a')).toBe(false);
  });

  test('[E2] are the same however a keyboard writes an accent', async () => {
    const { hash, matches } = await createPasswords({ ROOM_PASSWORDS: {} }, Date.now);
    expect(await matches('cafe\u0301', await hash('caf\u00e9'), 'a')).toBe(true);
  });

  test('[E3] of the operator are found by room', async () => {
    const set = { ROOM_PASSWORDS: { kitchen: 'one', '*': 'two' } };
    const { setFor, matches } = await createPasswords(set, Date.now);
    expect(await matches('one', setFor(room('kitchen')) ?? '', 'a')).toBe(true);
    expect(await matches('two', setFor(room('hall')) ?? '', 'a')).toBe(true);
    const open = await createPasswords({ ROOM_PASSWORDS: { kitchen: 'one' } }, Date.now);
    expect(open.setFor(room('hall'))).toBeNull();
  });

  test('[E5] after ten that were wrong an address waits for half an hour, whatever it gives, others don’t', async () => {
    const clock = createClock();
    const { hash, matches } = await createPasswords({ ROOM_PASSWORDS: {} }, clock.now);
    const sesame = await hash('sesame');
    const tries = Array.from({ length: 12 }, (_, count) => matches(`${count}`, sesame, 'a'));
    const answers = await Promise.all(tries);
    expect(answers).toEqual([...Array(10).fill(false), null, null]);
    expect(await matches('sesame', sesame, 'a')).toBeNull();
    expect(await matches('sesame', sesame, 'b')).toBe(true);
    clock.advance(30 * MINUTE_MS);
    expect(await matches('sesame', sesame, 'a')).toBe(true);
  });
});
