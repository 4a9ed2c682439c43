/** Where what had the focus is gone, this takes it. Nobody who is somewhere else is torn away. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
