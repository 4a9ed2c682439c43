import { Video, VideoOff } from 'lucide';
import { words } from '../locales/words.ts';
import { DeviceSwitch } from './device-switch.tsx';

export function CameraControl() {
  return <DeviceSwitch device="camera" label={words.value.camera} on={Video} off={VideoOff} />;
}
