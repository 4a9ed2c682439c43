import * as v from 'valibot';
import type { Accepted, Answer, MemberInfo, Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';
import { type MemberId, parseMemberId } from '../../../protocol/ids.ts';
import { refusals } from '../../../protocol/refusals.ts';
import { isCandidate, isDescription, type Signal } from '../../../protocol/signals.ts';
import type { Manner } from '../../rooms/callers.ts';
import type { Conversation, Dialect, Line } from './dialect.ts';
import { Names } from './names.ts';
import { parseJson, textOf } from './parse-json.ts';
import { fromCandidate, toCandidate, toDescription } from './translation.ts';

const clientId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const frame = v.looseObject({ type: v.string() });
type Frame = v.InferOutput<typeof frame>;

/** Cameras call, those who watch answer. Who is neither does as the room protocol has it. */
const manners: Readonly<Record<string, Manner>> = { sender: 'calls', receiver: 'listens' };

/** Senders and receivers, which register, join a room, and signal to each other by ids of their own. */
export const rooms: Dialect = {
  name: 'rooms',
  wire: 'rooms',
  open: (line) => new RoomsConversation(line),
};

class RoomsConversation implements Conversation {
  readonly #line: Line;
  #clientId: string | null = null;
  /** As it was asked for. */
  #room: unknown = null;
  #names = new Names(null);
  #manner: Manner | undefined;
  /** Told once the answer to `join` has been: that comes first. */
  #waiting: (() => void)[] | null = null;
  /** Who offered last: an answer that names nobody is for it. */
  #offerer: MemberId | null = null;
  /** As this client writes candidates itself. */
  #habit = { type: 'ice-candidate', isLine: null as boolean | null };

  constructor(line: Line) {
    this.#line = line;
  }

  hear(text: string): boolean {
    const parsed = v.safeParse(frame, parseJson(text));
    if (!parsed.success) return false;
    this.#take(parsed.output);
    return true;
  }

  #take(asked: Frame): void {
    switch (asked.type) {
      case 'register':
        this.#register(asked['client_id']);
        break;
      case 'join':
        this.#join(asked);
        break;
      case 'leave':
        this.#leave();
        break;
      case 'offer':
      case 'answer':
        this.#signal(toDescription(asked.type, asked['sdp']), asked);
        break;
      case 'ice-candidate':
      case 'candidate':
      case 'ice':
        this.#takeCandidate(asked);
        break;
      default:
        this.#line.ask(null, [], { reply: (answer) => this.#tellRefusal(answer) });
        break;
    }
  }

  #register(given: unknown): void {
    this.#answered('alive', [], () => {
      if (v.is(clientId, given)) this.#handleRegistered(given);
      else this.#fail('invalid', 'A client_id is a text of 1 to 64 characters.');
    });
  }

  #handleRegistered(given: string): void {
    this.#clientId = given;
    this.#write({ type: 'registered', client_id: given });
  }

  #join({ room_id: room, role, password }: Frame): void {
    if (this.#room !== null && this.#room !== room) this.#leave();
    this.#room = room;
    this.#names = new Names(this.#clientId);
    this.#waiting = [];
    this.#manner = typeof role === 'string' ? manners[role] : undefined;
    const options = {
      ...(this.#clientId !== null && { name: this.#clientId }),
      ...(role !== undefined && { role }),
      ...(password !== undefined && { password }),
    };
    this.#line.ask('join', [room, options], {
      isForgotten: true,
      manner: this.#manner,
      reply: (answer) => this.#handleJoined(answer),
    });
  }

  #handleJoined(answer: Answer): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    if (!answer.ok) {
      this.#room = null;
      this.#tellRefusal(answer);
      return;
    }
    const { room, id, members } = answer as Accepted<'join'>;
    this.#clientId ??= id;
    const me = members.find((member) => member.id === id);
    this.#write({
      type: 'joined',
      room_id: room,
      client_id: this.#clientId,
      role: me?.role ?? 'participant',
      members: members.map((member) => this.#described(member, id)),
    });
    for (const job of waiting) job();
  }

  #described(member: MemberInfo, me: MemberId): object {
    const shown = member.id === me ? this.#clientId : this.#names.meet(member);
    return { client_id: shown, role: member.role ?? 'participant' };
  }

  #leave(): void {
    const room = this.#room;
    this.#room = null;
    this.#answered('leave', [room], () =>
      this.#write({ type: 'left', room_id: room, client_id: this.#clientId }),
    );
  }

  #takeCandidate(asked: Frame): void {
    const { candidate, sdpMid, sdpMLineIndex } = asked;
    const isLine = typeof candidate === 'string';
    this.#habit = { type: asked.type, isLine };
    const isNamed = isLine && (sdpMid ?? sdpMLineIndex) !== undefined;
    const given = isNamed ? { candidate, sdpMid, sdpMLineIndex } : candidate;
    this.#signal(toCandidate(given), asked);
  }

  #signal(data: ReturnType<typeof toCandidate>, { target_id: target }: Frame): void {
    if (data === null) {
      this.#answered('alive', [], () => {});
      return;
    }
    const to = this.#receiverOf(target, data.type);
    if (to === undefined) {
      this.#answered('alive', [], () => this.#fail('no-such-member', refusals['no-such-member']));
      return;
    }
    this.#answered('message', [this.#room, data, to], () => {});
  }

  /** Null is everybody, undefined somebody who is not there. */
  #receiverOf(target: unknown, kind: string): MemberId | null | undefined {
    if (target === undefined || target === null) return kind === 'offer' ? null : this.#offerer;
    return this.#names.idOf(textOf(target)) ?? parseMemberId(target) ?? undefined;
  }

  tell(notice: Notice | ExtensionNotice): void {
    if (this.#waiting && notice[0] === 'message') this.#waiting.push(() => this.#tellNow(notice));
    else this.#tellNow(notice);
  }

  #tellNow(given: Notice | ExtensionNotice): void {
    const notice = given as Notice;
    switch (notice[0]) {
      case 'otherjoin':
      case 'othercalls':
        this.#tellArrival(notice[3] ?? { id: notice[2] });
        break;
      case 'bye':
        this.#write({
          type: 'peer_left',
          client_id: this.#names.forget(notice[2]),
          reason: notice[3]?.isLost ? 'lost' : 'left',
        });
        break;
      case 'message':
        this.#tellSignal(notice[2], notice[3]);
        break;
      case 'refused':
        this.#fail(notice[2], notice[3]);
        break;
      case 'ejected':
        this.#room = null;
        this.#fail('seat-lost', 'You are not in the room any more. Join anew.');
        break;
      default:
        undefined;
        break;
    }
  }

  /** Those who are there when it comes are in the answer to `join`. */
  #tellArrival(info: MemberInfo): void {
    if (this.#waiting) return;
    const shown = this.#names.meet(info);
    this.#write({ type: 'peer_joined', client_id: shown, role: info.role ?? 'participant' });
  }

  #tellSignal(data: Signal, id: MemberId): void {
    const from = this.#names.meet({ id });
    if (isDescription(data)) {
      // Who only ever calls would take it for a call of somebody new.
      if (data.type === 'offer' && this.#manner === 'calls') return;
      if (data.type === 'offer') this.#offerer = id;
      this.#write({ type: data.type, sdp: data.sdp, from });
    } else if (isCandidate(data)) {
      const candidate = fromCandidate(data);
      if (!candidate) return;
      const { type, isLine } = this.#habit;
      const isUnnamed = candidate.sdpMid === null;
      const written = (isLine ?? isUnnamed) ? candidate.candidate : candidate;
      this.#write({ type, candidate: written, from });
    }
  }

  #answered(event: string, args: readonly unknown[], onAccepted: () => void): void {
    this.#line.ask(event, args, {
      reply: (answer) => (answer.ok ? onAccepted() : this.#tellRefusal(answer)),
    });
  }

  #tellRefusal(answer: Answer): void {
    if (!answer.ok) this.#fail(answer.code, answer.message);
  }

  #fail(code: string, message: string): void {
    this.#write({ type: 'error', code, message });
  }

  #write(written: object): void {
    this.#line.write(JSON.stringify(written));
  }
}
