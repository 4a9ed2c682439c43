import type { CallStatus } from '../../call/state.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { SwitchRow } from '../parts/switch-row.tsx';
import { useSession } from '../session-context.ts';
import { watchingText } from './watching-text.ts';

interface DeviceControlsProps {
  readonly status: CallStatus;
  readonly hasSound: boolean;
  readonly isHeard: boolean;
  readonly onHear: (isHeard: boolean) => void;
  readonly onConnect: () => void;
  readonly onDisconnect: () => void;
}

/** Below the picture. Each stays where it is, whatever can be done. */
export function DeviceControls(props: DeviceControlsProps) {
  const { status, hasSound, isHeard, onHear, onConnect, onDisconnect } = props;
  const { panel } = useSession();
  const text = watchingText.value;
  const isOut = ['idle', 'ended', 'refused'].includes(status.kind);
  const isPanelOpen = panel.value === 'servers';
  const togglePanel = () => {
    panel.value = isPanelOpen ? null : 'servers';
  };
  return (
    <div class="device-controls">
      <button type="button" class="primary" disabled={!isOut} onClick={onConnect}>
        {text.connect}
      </button>
      <button type="button" class="quiet" disabled={isOut} onClick={onConnect}>
        {text.reconnect}
      </button>
      <button type="button" class="quiet" disabled={isOut} onClick={onDisconnect}>
        {text.disconnect}
      </button>
      <button
        type="button"
        class="quiet"
        aria-expanded={isPanelOpen}
        data-opens="servers"
        onClick={togglePanel}
      >
        {words.value.servers}
      </button>
      {hasSound && <SwitchRow label={panelWords.value.sound} isOn={isHeard} onSwitch={onHear} />}
    </div>
  );
}
