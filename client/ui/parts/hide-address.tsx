import { useId } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { SwitchRow } from './switch-row.tsx';

/** Relay only: kept on this device, and followed by the next connection. */
export function HideAddress({ isExplained = false }: { readonly isExplained?: boolean }) {
  const { call, ways } = useSession();
  const sentenceId = useId();
  const text = words.value;
  const { isRelayOnly, ownServers } = ways.value;
  const known = [...call.value.servers, ...ownServers].flatMap(({ urls }) => urls);
  const hasRelay = known.some((url) => /^turns?:/i.test(url));
  const isConnected = call.value.status.kind === 'connected';
  // Before a call nothing is known of what the server will offer.
  const isHopeless = isExplained && isRelayOnly && !hasRelay;
  return (
    <div class="hide-address">
      <SwitchRow
        label={text.hideAddress}
        isOn={isRelayOnly}
        explainedBy={sentenceId}
        onSwitch={(isOn) => {
          ways.value = { ...ways.value, isRelayOnly: isOn };
        }}
      />
      <p id={sentenceId} class={isExplained ? 'explanation' : 'visually-hidden'}>
        {text.hideAddressSentence}
        {isExplained && isConnected && ` ${text.hideAddressLater}`}
        {isHopeless && <strong> {text.outlook.hidden}</strong>}
      </p>
    </div>
  );
}
