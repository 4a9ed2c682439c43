import { readdirSync, readFileSync } from 'node:fs';

/** A block of code in a page of the documentation. */
export interface Sample {
  readonly page: string;
  readonly language: string;
  /** The file that it is a part of; null where it says none. */
  readonly file: string | null;
  readonly text: string;
}

const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);

export const samples: readonly Sample[] = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, language = '', file = null, text = '']) => ({ page, language, file, text }),
  ),
);

export function samplesOf(page: string, language: string): readonly string[] {
  const found = samples.filter((one) => one.page === page && one.language === language);
  return found.map(({ text }) => text);
}
