import { PhoneOutgoing } from 'lucide';
import { Icon } from '../../parts/icon.tsx';
import type { OutgoingRing } from '../outgoing-ring.ts';
import { directoryText, problemText } from '../words/directory-text.ts';
import { Modal } from './modal.tsx';

/** Somebody is called, and how that ended where nobody answered. */
export function OutgoingDialog({ outgoing }: { readonly outgoing: OutgoingRing }) {
  const state = outgoing.state.value;
  const text = directoryText.value;
  if (state.kind === 'none') return null;
  const isOver = state.kind === 'over';
  const title = isOver ? text.couldNotReach(state.name) : text.calling(state.name);
  return (
    <Modal role="dialog" title={title} onEscape={outgoing.stop}>
      <div class={`ring-mark ${isOver ? 'over' : ''}`}>
        <Icon of={PhoneOutgoing} />
      </div>
      <p aria-live="polite">{isOver ? problemText(state.code) : ''}</p>
      <div class="ring-answer">
        <button type="button" class="quiet big" onClick={outgoing.stop}>
          {isOver ? text.close : text.cancel}
        </button>
        {isOver && (
          <button type="button" class="primary big" onClick={() => outgoing.ring(state.name)}>
            {text.callAgain}
          </button>
        )}
      </div>
    </Modal>
  );
}
