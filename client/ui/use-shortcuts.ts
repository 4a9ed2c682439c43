import { useEffect } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import { useSession } from './session-context.ts';
import { shortcuts } from './shortcuts.ts';

/** Keys of the call screen. Whoever is writing writes. */
export function useShortcuts(): void {
  const session = useSession();
  useEffect(() => {
    const bindings = shortcuts.flatMap(({ keys, run }) => {
      const handle = (event: KeyboardEvent) => {
        if (isWriting(event.target) || event.repeat) return;
        event.preventDefault();
        run(session, event.key);
      };
      return keys.map((key) => [key, handle]);
    });
    return tinykeys(window, Object.fromEntries(bindings));
  }, [session]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}
