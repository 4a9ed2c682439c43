import { MAX_CHAT_CHARS } from '../../protocol/channel.ts';
import type { ChatLine } from './state.ts';

/** The oldest go first, so that a flood costs the other side no memory. */
const MAX_LINES = 1000;

/** What was said, in order. */
export class Chat {
  readonly #now: () => number;
  #lines: readonly ChatLine[] = [];
  #nextId = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The same array until a line comes. */
  get lines(): readonly ChatLine[] {
    return this.#lines;
  }

  add(from: ChatLine['from'], text: string): void {
    const line: ChatLine = { id: this.#nextId, from, text, at: this.#now() };
    this.#nextId += 1;
    this.#lines = [...this.#lines.slice(1 - MAX_LINES), line];
  }
}

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
