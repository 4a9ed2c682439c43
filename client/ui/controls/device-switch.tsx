import type { IconNode } from 'lucide';
import { Icon } from '../parts/icon.tsx';
import type { DeviceName } from '../session.ts';
import { useSession } from '../session-context.ts';

interface DeviceSwitchProps {
  readonly device: DeviceName;
  readonly label: string;
  readonly on: IconNode;
  readonly off: IconNode;
}

/** On is what the person wants and nothing stands against; while it is on its way it is busy. */
export function DeviceSwitch({ device, label, on, off }: DeviceSwitchProps) {
  const { media, toggle } = useSession();
  const { isDesired, isPending, problem } = media.value[device];
  const isOn = isDesired && problem === null;
  return (
    <button
      type="button"
      role="switch"
      class={`round ${isOn ? '' : 'off'}`}
      aria-label={label}
      aria-checked={isOn}
      aria-busy={isPending}
      title={label}
      onClick={() => toggle(device)}
    >
      <Icon of={isOn ? on : off} />
      {problem && <span class="badge alarm">!</span>}
    </button>
  );
}
