import { Mic, MicOff } from 'lucide';
import { words } from '../locales/words.ts';
import { DeviceSwitch } from './device-switch.tsx';

export function MicrophoneControl() {
  return <DeviceSwitch device="microphone" label={words.value.microphone} on={Mic} off={MicOff} />;
}
