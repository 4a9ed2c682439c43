import * as v from 'valibot';
import type { Accepted, Answer, Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';
import { type MemberId, parseRoomId, type RoomId } from '../../../protocol/ids.ts';
import { isCandidate, isDescription, type Signal, signal } from '../../../protocol/signals.ts';
import type { Conversation, Dialect, Line } from './dialect.ts';
import { parseJson } from './parse-json.ts';
import { fromCandidate, toCandidate, toDescription } from './translation.ts';

/** Of all who name none. */
const SHARED = parseRoomId('broadcast') as RoomId;
/** Who has said nothing for so long listens. Who calls has said so by then. */
const SILENCE_MS = 1_000;

/** Those who have not spoken yet, by their rooms. */
type Silent = Map<RoomId, Set<BroadcastConversation>>;

/** No ids, no rooms, no types: every text goes as it is to every other client of the same room. */
export function createBroadcast(): Dialect {
  const silent: Silent = new Map();
  return {
    name: 'broadcast',
    wire: 'broadcast',
    open: (line) => new BroadcastConversation(line, silent),
  };
}

class BroadcastConversation implements Conversation {
  readonly #line: Line;
  readonly #silent: Silent;
  readonly #room: RoomId;
  #state: 'silent' | 'listens' | 'calls' | 'ended' = 'silent';
  readonly #others = new Set<MemberId>();
  /** Of another family; an answer of ours is for it. */
  #offerer: MemberId | null = null;
  /** One answer is taken: whoever is called by an offer to all may be one of several. */
  #isAnswered = true;

  constructor(line: Line, silent: Silent) {
    this.#line = line;
    this.#silent = silent;
    this.#room = line.room ?? SHARED;
    this.#wait();
  }

  readonly handOn = (frame: string): void => {
    if (read(frame)?.type === 'answer') this.#isAnswered = true;
    this.#line.write(frame);
  };

  // Until it is known whether it calls

  #wait(): void {
    const others = this.#silent.get(this.#room) ?? new Set();
    this.#silent.set(this.#room, others.add(this));
    this.#line.schedule(() => this.listen(), SILENCE_MS);
  }

  listen(): void {
    if (this.#state === 'silent') this.#enter('listens');
  }

  end(): void {
    if (this.#state !== 'silent') this.#line.ask('leave', [this.#room]);
    this.#state = 'ended';
    this.#forgetSilence();
  }

  #forgetSilence(): void {
    const others = this.#silent.get(this.#room);
    others?.delete(this);
    if (others?.size === 0) this.#silent.delete(this.#room);
  }

  #enter(manner: 'listens' | 'calls'): void {
    this.#state = manner;
    this.#forgetSilence();
    this.#line.rename('broadcast');
    this.#line.ask('join', [this.#room], {
      isForgotten: true,
      manner,
      reply: (answer) => this.#handleEntered(answer),
    });
  }

  #handleEntered(answer: Answer): void {
    // The family has no word for a refusal.
    if (!answer.ok) {
      this.#line.close(answer.message.slice(0, 100));
      return;
    }
    const { id, members } = answer as Accepted<'join'>;
    for (const member of members) if (member.id !== id) this.#others.add(member.id);
  }

  // What it says

  hear(frame: string): boolean {
    const heard = read(frame);
    if (heard?.type === 'offer') this.#call();
    else this.listen();
    for (const one of [...(this.#silent.get(this.#room) ?? [])]) one.listen();
    const data = heard ?? { type: 'frame' };
    const to = heard?.type === 'offer' ? null : this.#offerer;
    this.#line.ask('message', [this.#room, data, to], { frame, isForFamily: heard === null });
    return true;
  }

  /** Whoever was silent, and is alone, comes in anew as one who calls. */
  #call(): void {
    this.#offerer = null;
    this.#isAnswered = false;
    const isAlone = this.#others.size === 0;
    if (this.#state === 'listens' && isAlone) this.#line.ask('leave', [this.#room]);
    if (this.#state === 'silent' || (this.#state === 'listens' && isAlone)) this.#enter('calls');
  }

  // What it is told

  tell(given: Notice | ExtensionNotice): void {
    const notice = given as Notice;
    switch (notice[0]) {
      case 'otherjoin':
      case 'othercalls':
        this.#others.add(notice[2]);
        break;
      case 'bye':
        this.#others.delete(notice[2]);
        if (this.#offerer === notice[2]) this.#offerer = null;
        break;
      case 'ejected':
        this.#line.close('not in the room any more');
        break;
      case 'message':
        this.#tellSignal(notice[2], notice[3]);
        break;
      default:
        break;
    }
  }

  #tellSignal(data: Signal, from: MemberId): void {
    if (isDescription(data)) this.#tellDescription(data.type, data.sdp, from);
    if (!isCandidate(data)) return;
    const ice = fromCandidate(data);
    if (ice) this.#write({ ice, uuid: from });
  }

  #tellDescription(type: 'offer' | 'answer', sdp: string, from: MemberId): void {
    if (type === 'offer') this.#offerer = from;
    else if (this.#isAnswered) return;
    else this.#isAnswered = true;
    this.#write({ sdp: { type, sdp }, uuid: from });
  }

  #write(written: object): void {
    this.#line.write(JSON.stringify(written));
  }
}

const frames = v.union([
  v.object({ sdp: v.object({ type: v.picklist(['offer', 'answer']), sdp: v.string() }) }),
  v.object({ ice: v.looseObject({ candidate: v.string() }) }),
]);

/** Null for what means nothing outside the family. */
function read(frame: string): Signal | null {
  const parsed = v.safeParse(frames, parseJson(frame));
  if (!parsed.success) return null;
  const said = parsed.output;
  const data = 'sdp' in said ? toDescription(said.sdp.type, said.sdp.sdp) : toCandidate(said.ice);
  const checked = v.safeParse(signal, data);
  return checked.success ? checked.output : null;
}
