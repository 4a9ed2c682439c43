import { ShieldCheck } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { PanelItem } from './panel-item.tsx';

/** The way to the code for whoever doesn't see the pill. */
export function VerifyCallItem() {
  const { other } = useSession();
  if (!other.value) return null;
  return <PanelItem icon={ShieldCheck} label={words.value.verifyCall} opens="verification" />;
}
