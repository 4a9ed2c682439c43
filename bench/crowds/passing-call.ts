import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { type CrowdMember, createCrowdMember, createPageMemory } from './crowd-member.ts';
import { cut, forget } from './tries.ts';
import { until } from './until.ts';

const PATIENCE_MS = 20_000;
/** What a browser offers for sound and a picture. */
const SDP_CHARS = 6_000;
const CANDIDATES = 10;
/** Between the two exchanges, as renegotiation comes some time after the beginning. */
const TALK_MS = 3_000;

/** What happens to one of the two in the midst of it: in turn, so that each comes as often. */
const MISHAPS = ['none', 'reload', 'lost network', 'killed browser'] as const;
type Mishap = (typeof MISHAPS)[number];

interface Person {
  readonly who: string;
  member: CrowdMember;
  readonly reload: () => void;
}

/** Two who come, negotiate, talk, negotiate again and go. Throws in words what went wrong. */
export async function makeCall(url: string, number: number): Promise<void> {
  const room = parseRoomId(`call-${number}`) as RoomId;
  const anna = createPerson(url, `anna-${number}`, room);
  await come(anna);
  const minh = createPerson(url, `minh-${number}`, room);
  await come(minh);
  await negotiate(anna, minh);
  await setTimeout(TALK_MS);
  const mishap = MISHAPS[number % MISHAPS.length] ?? 'none';
  await survive(minh, mishap);
  if (mishap !== 'killed browser') {
    await negotiate(anna, minh);
    minh.member.leave();
  }
  anna.member.leave();
  for (const { who } of [anna, minh]) forget(who);
}

function createPerson(url: string, who: string, room: RoomId): Person {
  const memory = createPageMemory();
  const open = (): CrowdMember => createCrowdMember({ url, who, room, memory });
  const person: Person = {
    who,
    member: open(),
    reload() {
      person.member.hold();
      person.member = open();
    },
  };
  return person;
}

async function come({ who, member }: Person): Promise<void> {
  const isSeated = await until(() => member.id !== null || member.problem !== null, PATIENCE_MS);
  if (!isSeated || member.problem !== null) {
    throw new Error(`${who} has no seat: ${member.problem ?? 'nobody answered'}`);
  }
}

async function survive(person: Person, mishap: Mishap): Promise<void> {
  const { id } = person.member;
  switch (mishap) {
    case 'none':
      return;
    case 'reload':
      person.reload();
      break;
    case 'lost network':
      cut(person.who);
      await until(() => person.member.id === null, PATIENCE_MS);
      break;
    case 'killed browser':
      cut(person.who);
      person.member.vanish();
      return;
  }
  await come(person);
  if (person.member.id !== id) throw new Error(`${person.who} came back as another`);
}

async function negotiate(one: Person, other: Person): Promise<void> {
  await say(one, other, 'offer');
  await say(other, one, 'answer');
}

/** All of it arrives, in order, once. */
async function say(from: Person, to: Person, type: 'offer' | 'answer'): Promise<void> {
  const before = to.member.received.length;
  const { id } = to.member;
  const said = [describe(type), ...Array.from({ length: CANDIDATES }, candidate)];
  if (id === null) throw new Error(`${to.who} is away`);
  for (const signal of said) from.member.send(signal, id);
  const heard = (): readonly Signal[] => to.member.received.slice(before);
  await until(() => heard().length >= said.length, PATIENCE_MS);
  if (!isDeepStrictEqual(heard(), said)) {
    throw new Error(`${to.who} heard ${heard().length} of ${said.length} that ${from.who} said`);
  }
}

function describe(type: 'offer' | 'answer'): Signal {
  return { type, sdp: 'v=0\r\na=fingerprint:sha-256 AB\r\n'.padEnd(SDP_CHARS, 'a=x\r\n') };
}

function candidate(_: unknown, label: number): Signal {
  const line = `candidate:${label} 1 udp 2122260223 192.0.2.1 50000 typ host`;
  return { type: 'candidate', label, id: '0', candidate: line };
}
