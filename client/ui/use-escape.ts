import { useEffect } from 'preact/hooks';

/** Calls back when Escape is pressed anywhere on the page. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const handle = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onEscape();
    };
    addEventListener('keydown', handle);
    return () => removeEventListener('keydown', handle);
  });
}
