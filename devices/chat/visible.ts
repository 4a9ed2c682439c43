/** Control characters, which would command the terminal, and what reorders the letters around it. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MOST_NAME_CHARS = 64;

/** What others wrote, made safe to print. */
export function toVisible(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(UNSEEN, '');
}

export function toVisibleName(text: string): string {
  return toVisible(text).trim().slice(0, MOST_NAME_CHARS) || 'Somebody';
}
