import { effect, signal } from '@preact/signals';
import { words } from '../../locales/words.ts';
import { en } from './en.ts';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** What stands where somebody is called by name. It comes with the rest of it, not with the page. */
export type DirectoryWords = Widen<typeof en>;

/** What is not English is loaded when it is wanted. A new language of the page is one line here as well. */
export const directoryLanguages: Readonly<Record<string, () => Promise<DirectoryWords>>> = {
  en: () => Promise.resolve(en),
  'zh-CN': () => import('./zh.ts').then(({ zh }) => zh),
  vi: () => import('./vi.ts').then(({ vi }) => vi),
};

export const directoryText = signal<DirectoryWords>(en);

/** Where they don't arrive, those in use stay. */
export function followLanguage(): void {
  effect(() => {
    const { language } = words.value;
    void directoryLanguages[language]?.()
      .then((loaded) => {
        if (words.peek().language === language) directoryText.value = loaded;
      })
      .catch(() => {});
  });
}

/** What happened, and what helps. */
export function problemText(code: string): string {
  const { problems } = directoryText.value;
  return Object.hasOwn(problems, code) ? problems[code as keyof typeof problems] : problems.unknown;
}
