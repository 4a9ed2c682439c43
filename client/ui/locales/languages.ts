import { en } from './en.ts';
import type { Words } from './words.ts';

interface Language {
  /** BCP 47, as in the catalogue. */
  readonly code: string;
  /** As those call it who speak it. */
  readonly name: string;
  readonly load: () => Promise<Words>;
}

/** Another language is one file, and one line here. What is not English is loaded when it is wanted. */
export const languages: readonly Language[] = [
  { code: 'en', name: 'English', load: () => Promise.resolve(en) },
  { code: 'zh-CN', name: '中文', load: () => import('./zh.ts').then(({ zh }) => zh) },
  { code: 'vi', name: 'Tiếng Việt', load: () => import('./vi.ts').then(({ vi }) => vi) },
];

/** The first of those wanted that is here, by the main part of its code; English where none is. */
export function languageFor(wanted: readonly string[]): Language {
  const main = (code: string) => code.toLowerCase().split('-')[0];
  const found = wanted
    .map((code) => languages.find((language) => main(language.code) === main(code)))
    .find((language) => language !== undefined);
  const [english] = languages;
  return found ?? (english as Language);
}
