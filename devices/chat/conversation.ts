import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { PeerConnection } from 'node-datachannel';
import * as v from 'valibot';
import { Chat, newLineId } from '../../client/call/chat.ts';
import { type MemberId, memberId, parseMemberId } from '../../protocol/ids.ts';
import type { Other } from '../room-link.ts';
import type { Rtc } from '../rtc.ts';
import type { ChatOptions } from './chat-options.ts';
import { Offers } from './offers.ts';
import { PushedFiles } from './pushed-files.ts';
import { SharedFiles } from './shared-files.ts';
import { Talk } from './talk.ts';
import { toVisible, toVisibleName } from './visible.ts';

interface ConversationOptions {
  readonly rtc: Rtc;
  readonly options: ChatOptions;
  readonly isAmongOwn: boolean;
  /** What others say. */
  readonly print: (line: string) => void;
  readonly say: (sentence: string) => void;
  /** Something was delivered, or has arrived. */
  readonly onProgress: () => void;
  readonly now: () => number;
}

interface Present {
  readonly who: string;
  readonly talk: Talk;
}

/** What is said, and the files that are exchanged, between this side and everybody who is there. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #chat: Chat;
  readonly #present = new Map<MemberId, Present>();
  readonly #names = new Map<MemberId, string>();
  readonly #offers: Offers;
  readonly #shared: SharedFiles;
  readonly #pushed: PushedFiles;
  /** Files for the first who comes. */
  readonly #early: File[] = [];
  #isKeptSaid = false;

  constructor(options: ConversationOptions) {
    const { say, now, onProgress: onChange } = options;
    this.#options = options;
    this.#chat = new Chat(now);
    this.#offers = new Offers({ ...options.options, say });
    const nameOf = (member: MemberId) => this.#names.get(member) ?? 'Somebody';
    this.#shared = new SharedFiles({ offers: this.#offers, nameOf, say, onChange, now });
    this.#pushed = new PushedFiles({ offers: this.#offers, say, onChange, now });
  }

  /** Whether something that was written or is to be sent is still here. */
  get isBusy(): boolean {
    const isUnsaid = this.#chat.lines.some(
      ({ from, isDelivered }) => from === 'me' && !isDelivered,
    );
    const isUnsent = [...this.#present.values()].some(({ talk }) => talk.unsentBytes > 0);
    const isWithFiles = this.#early.length > 0 || this.#shared.isBusy || this.#pushed.isBusy;
    return isUnsaid || isUnsent || isWithFiles;
  }

  equip(connection: PeerConnection, other: Other): Talk {
    const { rtc, isAmongOwn, say } = this.#options;
    const id = toMemberId(other.id);
    const who = toVisibleName(other.name ?? 'Somebody');
    this.#names.set(id, who);
    const talk: Talk = new Talk({
      rtc,
      connection,
      isAmongOwn,
      events: {
        onConnected: () => {
          this.#present.set(id, { who, talk });
          say(`${who} is here.`);
        },
        onClosed: () => this.#handleGone(id, talk),
        onWay: () => this.#handleWay(id, talk),
        onLine: (lineId, text) => this.#hear(id, lineId, text),
        onReceipt: (lineId) => {
          this.#chat.confirm(id, lineId);
          this.#options.onProgress();
        },
        onPiece: (bytes) => this.#pushed.takePiece(id, bytes),
        onFiles: (pipe) => this.#shared.attach(id, pipe),
      },
    });
    return talk;
  }

  write(text: string): void {
    this.#chat.write(text, [...this.#present.keys()]);
    for (const [id, { talk }] of this.#present) this.#chat.deliver(id, talk);
    if (this.#present.size === 0) this.#sayKept();
    this.#options.onProgress();
  }

  async send(path: string): Promise<void> {
    const { say } = this.#options;
    try {
      const file = new File([await openAsBlob(path)], basename(path));
      if ([...this.#present.values()].some(({ talk }) => talk.kind !== null)) this.#offer(file);
      else {
        this.#early.push(file);
        this.#sayKept();
      }
    } catch {
      say(`${path} can't be read.`);
    }
  }

  answer(kind: 'accept' | 'decline', number: number | null): void {
    this.#offers.answer(kind, number);
  }

  #sayKept(): void {
    if (this.#isKeptSaid) return;
    this.#isKeptSaid = true;
    this.#options.say('Nobody is here yet: it is kept for the first who comes.');
  }

  #offer(file: File): void {
    this.#shared.send(file);
    for (const { who, talk } of this.#present.values()) {
      if (talk.kind === 'plain') this.#pushed.send(talk, who, file);
    }
  }

  #handleWay(id: MemberId, talk: Talk): void {
    this.#isKeptSaid = false;
    this.#chat.resume([id]);
    this.#chat.deliver(id, talk);
    for (const file of this.#early.splice(0)) this.#offer(file);
    this.#options.onProgress();
  }

  #handleGone(id: MemberId, talk: Talk): void {
    const present = this.#present.get(id);
    this.#pushed.end(id);
    if (present?.talk !== talk) return;
    this.#present.delete(id);
    this.#options.say(`${present.who} has gone.`);
    // What the others have is said; what nobody has waits for the next who comes.
    const isHeard = this.#present.size > 0;
    for (const line of this.#chat.lines) if (isHeard) this.#chat.confirm(id, line.id);
    this.#chat.retain([...this.#present.keys()]);
    this.#options.onProgress();
  }

  #hear(id: MemberId, lineId: string | null, text: string): void {
    const who = this.#names.get(id) ?? 'Somebody';
    if (lineId === null && this.#pushed.takeText(id, who, text)) return;
    const isNew = this.#chat.take({ id: lineId ?? newLineId(), text });
    if (isNew) this.#options.print(`${who}: ${toVisible(text)}`);
  }
}

/** In other dialects ids are of any form. */
function toMemberId(id: string): MemberId {
  const hash = createHash('sha256').update(id).digest('base64url');
  return parseMemberId(id) ?? v.parse(memberId, `@${hash.slice(0, 16)}`);
}
