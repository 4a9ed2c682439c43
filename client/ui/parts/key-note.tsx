import { useState } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import { panelWords } from '../locales/panel-words.ts';
import { useSession } from '../session-context.ts';
import { HideableNote } from './hideable-note.tsx';

/** Over the stage: what speaks for somebody in between, and what to do. Nothing where nothing does, or the panel does. */
export function KeyNote({ peer }: { readonly peer: PeerSnapshot }) {
  const { panel } = useSession();
  const [hidden, setHidden] = useState<string | null>(null);
  const sentence = panel.value === 'verification' ? null : sentenceFor(peer);
  return (
    <div aria-live="assertive">
      {sentence !== null && sentence !== hidden && (
        <HideableNote sentence={sentence} onHide={() => setHidden(sentence)} />
      )}
    </div>
  );
}

function sentenceFor({ name, verification: { code, standing } }: PeerSnapshot): string | null {
  const { codeBroken, keyChanged, keyIsOther, codesDiffer } = panelWords.value;
  if (standing === 'rejected') return codesDiffer;
  if (code.kind === 'broken') return codeBroken;
  if (standing === 'changed') return keyChanged(name);
  return standing === 'other-key' ? keyIsOther(name) : null;
}
