import { Share2 } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from './icon.tsx';

/** The share sheet of the system, where it has one. */
export function ShareButton({ link }: { readonly link: string }) {
  const text = words.value;
  if (!('share' in navigator)) return null;
  // Closing the sheet without sharing is no fault.
  const share = () => void navigator.share({ title: 'Parley', url: link }).catch(() => {});
  return (
    <button type="button" class="quiet" onClick={share}>
      <Icon of={Share2} />
      {text.share}
    </button>
  );
}
