import type { Checked, Verdict } from './check-server.ts';
import { type Asked, type Host, OTHER } from './host/host.ts';
import { clientRules } from './rules.ts';

/** Whoever starts a browser by hand needs more than a program. */
export interface ClientPatience {
  readonly joinMs: number;
  readonly answerMs: number;
  /** In which what should not come would have come. */
  readonly quietMs: number;
}

type Verdicts = Map<string, Verdict>;

const holds: Verdict = { state: 'holds' };
const offer = {
  type: 'offer',
  peer: 'conformance',
  sdp: [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:conf',
    'a=ice-pwd:conformanceconformancecc',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'A7').join(':')}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=sctp-port:5000',
    '',
  ].join('\r\n'),
};

/**
 * Plays the other member of a room with one client, and tells which rules it keeps. `leave` asks it to leave, where
 * somebody can.
 */
export async function checkClient(
  host: Host,
  room: string,
  patience: ClientPatience,
  leave: (() => void) | null,
): Promise<readonly Checked[]> {
  const verdicts: Verdicts = new Map();
  const fail = (why: string): Verdict => ({
    state: 'broken',
    failures: [{ wire: 'client', title: 'the other member', why, seen: [...host.seen] }],
  });
  const say = (id: string, isKept: boolean, why: string): void =>
    void verdicts.set(id, isKept ? holds : fail(why));

  const isJoin = ({ event, args }: Asked) => event === 'join' && String(args[0]) === room;
  const joined = await host.wait(0, isJoin, patience.joinMs);
  say('J1', joined !== null, `it has not joined ${room} within ${patience.joinMs / 1000} s`);
  if (joined) await accompany(joined);
  const [nonsense] = host.nonsense;
  say('T1', nonsense === undefined, `it says what no server takes: ${nonsense}`);
  return clientRules().map((rule) => ({ ...rule, ...(verdicts.get(rule.id) ?? unseen(rule.id)) }));

  async function accompany(seated: Asked): Promise<void> {
    if (!(await checkManners(seated))) return;
    await checkOffer(seated);
    const hasPonged = await seated.guest.givesPong(patience.answerMs);
    if (hasPonged !== null) say('T3', hasPonged, 'it answers no ping');
    const again = seated.isAnswered ? await checkReturn(seated) : seated;
    if (again && leave) await checkLeaving(leave);
  }

  /** What it doesn't know, and what it was not asked for. */
  async function checkManners({ guest }: Asked): Promise<boolean> {
    const isOffer = ({ args }: Asked) => typeOf(args[1]) === 'offer';
    const early = await host.wait(0, isOffer, patience.quietMs);
    say('N1', early === null, 'it came second, and makes an offer before it has had one');
    host.tell(guest, 'dance', room, { how: 'slowly' }, 7);
    host.tell(guest, 'message', room, { type: 'unheard-of', deep: [[{}]] }, OTHER, 'more');
    host.tell(guest, 'message', room, { type: 'answer', sdp: offer.sdp, peer: 'nobody' }, OTHER);
    host.tell(guest, 'message', room, { type: 'answer', sdp: 'nonsense' }, OTHER);
    host.tell(guest, 'message', room, { type: 'candidate', candidate: null }, OTHER);
    const left = await host.wait(0, ({ event }) => event === 'leave', patience.quietMs);
    const isThere = guest.isOpen && left === null;
    say('N4', isThere, 'what it does not know, or did not ask for, drives it away');
    return isThere;
  }

  async function checkOffer({ guest }: Asked): Promise<void> {
    const from = host.asked.length;
    host.tell(guest, 'message', room, offer, OTHER);
    const isAnswer = ({ args }: Asked) => typeOf(args[1]) === 'answer';
    const answer = await host.wait(from, isAnswer, patience.answerMs);
    if (!answer) return;
    verdicts.set('J2', holds);
    const faults = host.nonsense.filter((one) => one.includes('fingerprint'));
    say('R4', faults.length === 0, `its description is none: ${faults[0]}`);
    say('N8', fieldOf(answer.args[1], 'peer') === offer.peer, 'its answer does not repeat peer');
    say(
      'R3',
      [undefined, null, OTHER].includes(answer.args[2] as string),
      'its answer is for somebody else',
    );
  }

  /** The server has told it of the messages above, and of nothing else that is counted. */
  async function checkReturn({ guest }: Asked): Promise<Asked | null> {
    const from = host.asked.length;
    const counted = host.seen.filter(({ direction, frame }) => {
      return direction === 'sent' && fieldOf(frame, 'event') === 'message';
    }).length;
    guest.cut();
    const again = await host.wait(from, isJoin, patience.joinMs);
    const token = fieldOf(again?.args[1], 'token');
    say('S1', token === 'token-1', 'after a cut it does not come back with its token');
    const received = fieldOf(again?.args[1], 'received');
    if (received !== undefined) {
      say('S3', received === counted, `it says that ${received} notices came, of ${counted}`);
    }
    return again;
  }

  async function checkLeaving(ask: () => void): Promise<void> {
    const from = host.asked.length;
    ask();
    const left = await host.wait(from, ({ event }) => event === 'leave', patience.answerMs);
    say('L1', left !== null, 'it has not left when its input ended');
  }
}

const reasons: Readonly<Record<string, string>> = {
  W6: 'it shows where many come back at once',
  J2: 'it has answered no offer',
  R3: 'it has answered no offer',
  R4: 'it has answered no offer',
  N8: 'it has answered no offer',
  T3: 'its wire sees to that, or it has not joined',
  S1: 'it has joined without an acknowledgement, and has no token',
  S3: 'it comes back as somebody new, or not at all',
  L1: 'nobody could ask it to leave',
};

function unseen(id: string): Verdict {
  return { state: 'not checked', why: reasons[id] ?? 'it takes a browser to see it' };
}

function typeOf(data: unknown): unknown {
  return fieldOf(data, 'type');
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value)).get(name);
}
