import { useEffect } from 'preact/hooks';
import { words } from './locales/words.ts';

/** Says in the tab where one is; an empty text is the page itself. */
export function useDocumentTitle(where: string): void {
  const title = words.value.title(where);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
