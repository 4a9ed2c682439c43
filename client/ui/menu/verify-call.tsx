import { ShieldCheck } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

/** The way to the code for whoever doesn't see the pill. */
export function VerifyCallItem() {
  const { other, panel } = useSession();
  if (!other.value) return null;
  const open = () => {
    panel.value = 'verification';
  };
  return <MenuItem icon={ShieldCheck} label={words.value.verifyCall} onSelect={open} />;
}
