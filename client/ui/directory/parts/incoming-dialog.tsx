import { PhoneIncoming } from 'lucide';
import { Icon } from '../../parts/icon.tsx';
import type { Incoming, IncomingRing } from '../incoming.ts';
import { directoryText } from '../words/directory-text.ts';
import { Modal } from './modal.tsx';

/** Somebody calls. A name is whatever they have written: it is text. */
export function IncomingDialog({ incoming }: { readonly incoming: Incoming }) {
  const ring = incoming.ring.value;
  const text = directoryText.value;
  if (!ring) return null;
  const { id, who, from } = ring;
  const decline = () => incoming.decline('declined');
  return (
    <Modal key={id} role="alertdialog" title={text.whoCalls(who ?? from)} onEscape={decline}>
      <div class="ring-mark">
        <Icon of={PhoneIncoming} />
      </div>
      <p>{whoItIs(ring)}</p>
      <div class="ring-answer">
        <button type="button" class="primary big" onClick={() => void incoming.accept()}>
          {text.accept}
        </button>
        <button type="button" class="quiet big" onClick={decline}>
          {text.decline}
        </button>
        <button type="button" class="link" onClick={() => incoming.decline('silently')}>
          {text.declineSilently}
        </button>
      </div>
    </Modal>
  );
}

/** How much of it the server knows to be so. */
function whoItIs({ who, from }: IncomingRing): string {
  const text = directoryText.value;
  if (from !== null) return text.registeredAs(from);
  return who === null ? text.nameless : text.notRegistered;
}
