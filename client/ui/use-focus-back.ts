import { useEffect, useRef } from 'preact/hooks';
import type { PanelName } from './session.ts';
import { useSession } from './session-context.ts';
import { takeLostFocus } from './take-lost-focus.ts';

/** Whoever closes a panel from within goes on at what opens it. */
export function useFocusBack(): void {
  const { panel } = useSession();
  const shown = panel.value;
  const before = useRef<PanelName | null>(null);
  // Asked while it is still there.
  const isInside = document.activeElement?.closest('.panel') != null;
  useEffect(() => {
    const closed = shown === null ? before.current : null;
    before.current = shown;
    if (closed !== null && isInside) takeLostFocus(openerOf(closed));
  }, [shown]);
}

/** Most have no button of their own: these are opened from the menu. */
function openerOf(panel: PanelName): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>(`[data-opens="${panel}"]`) ??
    document.querySelector<HTMLElement>('[aria-haspopup="menu"]')
  );
}
