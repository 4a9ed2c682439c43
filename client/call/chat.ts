import { MAX_CHAT_CHARS } from '../../protocol/channel.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { ChatLine } from './chat-line.ts';
import { randomHex } from './random-hex.ts';

/** The oldest go first, so that a flood costs the other side no memory. */
const MAX_LINES = 1000;

/** A line on its way. */
export interface LineToSend {
  readonly id: string;
  readonly text: string;
}

/** How lines reach somebody: `plain` takes them for delivered once sent; null is no way at all, for now. */
export interface ChatWay {
  readonly kind: 'acknowledged' | 'plain' | null;
  send(line: LineToSend): void;
}

/** What was said, in order; and what is still on its way, to each of the others. */
export class Chat {
  readonly #now: () => number;
  #lines: readonly ChatLine[] = [];
  readonly #waiting = new Map<MemberId, LineToSend[]>();

  /** `before` is what was said before a reload of this side. */
  constructor(now: () => number, before: readonly ChatLine[] = []) {
    this.#now = now;
    this.#lines = before;
  }

  /** The same array until a line changes. */
  get lines(): readonly ChatLine[] {
    return this.#lines;
  }

  /** To those who are there, or will be in a moment. */
  write(text: string, to: readonly MemberId[]): readonly LineToSend[] {
    const lines = toLines(text).map((line) => ({ id: newLineId(), text: line }));
    for (const line of lines) {
      this.#add({ ...line, from: 'me', at: this.#now(), isDelivered: false });
      for (const id of to) this.#waitingFor(id).push(line);
    }
    return lines;
  }

  /** A line of another. False for one that came before: it was sent again, for its receipt was lost. */
  take({ id, text }: LineToSend): boolean {
    if (this.#lines.some((line) => line.from === 'them' && line.id === id)) return false;
    this.#add({ id, text, from: 'them', at: this.#now(), isDelivered: true });
    return true;
  }

  /** Everything that waits for somebody whose way is open (again). */
  deliver(to: MemberId, way: ChatWay): void {
    if (way.kind === null) return;
    for (const line of this.#waitingFor(to)) way.send(line);
    if (way.kind === 'plain') for (const { id } of [...this.#waitingFor(to)]) this.confirm(to, id);
  }

  confirm(by: MemberId, id: string): void {
    const waiting = this.#waitingFor(by).filter((line) => line.id !== id);
    this.#waiting.set(by, waiting);
    const isMissing = [...this.#waiting.values()].some((all) => all.some((line) => line.id === id));
    if (isMissing) return;
    this.#lines = this.#lines.map((line) =>
      line.id === id && line.from === 'me' ? { ...line, isDelivered: true } : line,
    );
  }

  /** After a reload: what was under way then goes to those who are there. */
  resume(to: readonly MemberId[]): void {
    const left = this.#lines.filter(({ from, isDelivered }) => from === 'me' && !isDelivered);
    for (const id of to) if (!this.#waiting.has(id)) this.#waiting.set(id, [...left]);
  }

  /** Only these may still be waited for. */
  retain(ids: readonly MemberId[]): void {
    for (const id of this.#waiting.keys()) if (!ids.includes(id)) this.#waiting.delete(id);
  }

  #waitingFor(id: MemberId): LineToSend[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.set(id, waiting);
    return waiting;
  }

  #add(line: ChatLine): void {
    this.#lines = [...this.#lines.slice(1 - MAX_LINES), line];
  }
}

export const newLineId = () => randomHex(8);

/** What a person wrote, as lines that each fit into a message; none for blanks alone. */
export function toLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text.trim()) {
    if (line.length + character.length > MAX_CHAT_CHARS) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return line === '' ? lines : [...lines, line];
}
