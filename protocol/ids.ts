import * as v from 'valibot';

const ROOM_NAME = /^[A-Za-z0-9._~-]{1,64}$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** The `@` keeps ids and room names apart: no room can be named after a member. */
const MEMBER_ID = /^@[A-Za-z0-9_-]{16}$/;

const roomName = v.pipe(v.string(), v.regex(ROOM_NAME), v.brand('RoomId'));

/** 1 to 64 characters of `A–Z a–z 0–9 . _ ~ -`. Some clients send a number: it is its decimal text. */
export const roomId = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'number' && DECIMAL.test(String(value)) ? String(value) : value,
  ),
  v.union([roomName], 'a room name is 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -'),
);
export type RoomId = v.InferOutput<typeof roomId>;

/** Given by the server, one for each seat: `@` and 16 characters of base64url (96 bits). */
export const memberId = v.pipe(
  v.string('a member id is a text'),
  v.regex(MEMBER_ID, 'a member id is @ and 16 characters'),
  v.brand('MemberId'),
);
export type MemberId = v.InferOutput<typeof memberId>;

export function parseRoomId(value: unknown): RoomId | null {
  const parsed = v.safeParse(roomId, value);
  return parsed.success ? parsed.output : null;
}

export function parseMemberId(value: unknown): MemberId | null {
  const parsed = v.safeParse(memberId, value);
  return parsed.success ? parsed.output : null;
}
