import { useEffect } from 'preact/hooks';

/** Calls back when Escape is pressed anywhere on the page, as long as it is wanted. */
export function useEscape(isWanted: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isWanted) return;
    const handle = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onEscape();
    };
    addEventListener('keydown', handle);
    return () => removeEventListener('keydown', handle);
  });
}
