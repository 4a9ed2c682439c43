import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A drawing beside words or a label, which say what it means. */
export function Icon({ of: drawing }: { readonly of: IconNode }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {drawing.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
