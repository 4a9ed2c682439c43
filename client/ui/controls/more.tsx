import { Ellipsis } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { items } from '../menu/items.ts';
import { Icon } from '../parts/icon.tsx';

/** Everything that has no button of its own: a menu by the pattern of WAI-ARIA (arrows, Home, End, Escape). */
export function MoreControl() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  useEffect(() => {
    if (!isOpen) return;
    entries(menu.current)[0]?.focus();
    const handleOutside = ({ target }: Event) => {
      const isInside =
        menu.current?.contains(target as Node) || button.current?.contains(target as Node);
      if (!isInside) close();
    };
    addEventListener('pointerdown', handleOutside);
    return () => removeEventListener('pointerdown', handleOutside);
  }, [isOpen]);
  const handleKey = (event: KeyboardEvent) => {
    const next = neighbour(entries(menu.current), event.key);
    if (event.key === 'Escape') {
      close();
      button.current?.focus();
    }
    if (event.key === 'Tab') close();
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const label = words.value.more;
  return (
    <div class="more">
      <button
        ref={button}
        type="button"
        class={`round ${isOpen ? 'on' : ''}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={Ellipsis} />
      </button>
      {isOpen && (
        <div
          ref={menu}
          class="menu"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={handleKey}
          onClick={() => {
            close();
            button.current?.focus();
          }}
        >
          {items.map((Item) => (
            <Item key={Item.name} />
          ))}
        </div>
      )}
    </div>
  );
}

function entries(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

/** Where a key leads in a list of entries; undefined for keys that lead nowhere. */
function neighbour(all: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = all.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return all[(at + 1) % all.length];
    case 'ArrowUp':
      return all.at(at <= 0 ? -1 : at - 1);
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}
