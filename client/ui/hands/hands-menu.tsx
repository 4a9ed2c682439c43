import { Hand } from 'lucide';
import { reactions } from '../../../extensions/hands.ts';
import { MenuItem } from '../menu/menu-item.tsx';
import type { Hands } from './hands.ts';
import { handsWords } from './hands-words.ts';

/** In the menu *More*: the hand, and what can be sent in passing, in a row. */
export function HandsMenu({ hands }: { readonly hands: Hands }) {
  if (!hands.areKnown.value) return null;
  const { raiseHand, react, reaction } = handsWords.value;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu. */}
      <div class="react" role="group" aria-label={react}>
        {reactions.map((one) => (
          <button
            key={one}
            type="button"
            role="menuitem"
            aria-label={reaction[one]}
            title={reaction[one]}
            tabIndex={-1}
            onClick={() => hands.react(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <MenuItem icon={Hand} label={raiseHand} isOn={hands.isMineUp.value} onSelect={hands.toggle} />
    </>
  );
}
