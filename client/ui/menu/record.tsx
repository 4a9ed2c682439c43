import { CircleDot } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

/** Both sides, on this device. The other side sees that it runs. */
export function RecordItem() {
  const { other, recorder } = useSession();
  if (!other.value || !('MediaRecorder' in globalThis)) return null;
  return (
    <MenuItem
      icon={CircleDot}
      label={words.value.record}
      isOn={recorder.isRecording.value}
      onSelect={recorder.toggle}
    />
  );
}
