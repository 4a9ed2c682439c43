import { type MemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { type CrowdMember, createCrowdMember, createPageMemory } from './crowd-member.ts';
import { cut } from './tries.ts';
import { until } from './until.ts';

const AT_ONCE = 50;
const PATIENCE_MS = 20_000;

interface Place {
  readonly who: string;
  readonly member: CrowdMember;
  /** That it was given at first. */
  readonly id: MemberId | null;
}

/** Members who sit in rooms of two and say nothing. */
export interface IdleCrowd {
  /** How many are in the seat that was theirs from the first. */
  readonly present: number;
  /** Of those who are not: why, each reason once. */
  readonly missing: readonly string[];
  cut(): void;
  leave(): void;
}

/** One after the other, as people come. */
export async function gather(url: string, count: number): Promise<IdleCrowd> {
  const places: Place[] = [];
  while (places.length < count) {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => places.length + index);
    places.push(...(await Promise.all(numbers.map((number) => take(url, number)))));
  }
  return {
    get present() {
      return places.filter(isPresent).length;
    },
    get missing() {
      const absent = places.filter((place) => !isPresent(place));
      return [...new Set(absent.map(reasonOf))];
    },
    cut() {
      for (const { who } of places) cut(who);
    },
    leave() {
      for (const { member } of places) member.leave();
    },
  };
}

async function take(url: string, number: number): Promise<Place> {
  const who = `idle-${number}`;
  const room = parseRoomId(`idle-${number >> 1}`) as RoomId;
  const member = createCrowdMember({ url, who, room, memory: createPageMemory() });
  await until(() => member.id !== null || member.problem !== null, PATIENCE_MS);
  return { who, member, id: member.id };
}

function isPresent({ member, id }: Place): boolean {
  return id !== null && member.id === id;
}

function reasonOf({ member }: Place): string {
  return member.problem ?? (member.id === null ? 'not connected yet' : 'in another seat');
}
