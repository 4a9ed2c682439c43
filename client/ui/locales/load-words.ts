import { languageFor } from './languages.ts';
import { words } from './words.ts';

/** Puts the first of these languages in use that is here. Where it does not arrive, the one in use stays. */
export async function loadWords(wanted: readonly string[]): Promise<void> {
  try {
    words.value = await languageFor(wanted).load();
  } catch {
    // A page in another language is better than none.
  }
}
