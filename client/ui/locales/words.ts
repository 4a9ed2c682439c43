import { signal } from '@preact/signals';
import type { EmojiName } from '../../call/verification/verification-emoji.ts';
import { en } from './en.ts';
import type { enPanels } from './en-panels.ts';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** The names of the drawings of a code: short, and unlike each other when spoken. */
export type EmojiNames = Record<EmojiName, string>;

/** What stands in panels. */
export type PanelWords = Widen<typeof enPanels>;

interface Later {
  readonly panels: PanelWords;
  readonly emoji: EmojiNames;
}

/** Every word on the page. Those of panels and drawings are apart in English, which everybody loads. */
export type Words = Widen<typeof en> & Partial<Later>;

/** What another language brings: one more file of this type. */
export type Catalogue = Words & Later;

/** The catalogue in use. */
export const words = signal<Words>(en);
