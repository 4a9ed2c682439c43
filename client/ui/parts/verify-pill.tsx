import { Shield, ShieldAlert, ShieldCheck } from 'lucide';
import type { PeerSnapshot } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';
import { keyTrust } from './key-trust.ts';

const icons = { open: Shield, verified: ShieldCheck, alarm: ShieldAlert };

/** Beside the name: whether somebody could be in between, and the way to find out. */
export function VerifyPill({ peer }: { readonly peer: PeerSnapshot }) {
  const { panel } = useSession();
  const isOpen = panel.value === 'verification';
  const trust = keyTrust(peer.verification);
  const { verify, verified, notVerified } = words.value;
  const label = { none: '', open: verify, verified, alarm: notVerified }[trust];
  return (
    <div aria-live="polite">
      {trust !== 'none' && (
        <button
          type="button"
          class={`pill verify-pill ${trust}`}
          aria-label={label}
          aria-expanded={isOpen}
          data-opens="verification"
          onClick={() => {
            panel.value = isOpen ? null : 'verification';
          }}
        >
          <Icon of={icons[trust]} />
          <span>{label}</span>
        </button>
      )}
    </div>
  );
}
