import { signal } from '@preact/signals';
import { en } from './en.ts';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** What a catalogue holds: another language is one more file of this type. */
export type Words = Widen<typeof en>;

/** The catalogue in use. */
export const words = signal<Words>(en);
