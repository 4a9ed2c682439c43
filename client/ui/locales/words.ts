import { signal } from '@preact/signals';
import type { EmojiName } from '../../call/verification/verification-emoji.ts';
import { en } from './en.ts';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** The names of the drawings of a code: short, and unlike each other when spoken. */
export type EmojiNames = Record<EmojiName, string>;

/** Every word on the page. The names of the drawings are apart in English, which everybody loads. */
export type Words = Widen<typeof en> & { readonly emoji?: EmojiNames };

/** What another language brings: one more file of this type. */
export type Catalogue = Words & { readonly emoji: EmojiNames };

/** The catalogue in use. */
export const words = signal<Words>(en);
