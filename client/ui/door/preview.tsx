import { CameraControl } from '../controls/camera.tsx';
import { FlipControl } from '../controls/flip.tsx';
import { MicrophoneControl } from '../controls/microphone.tsx';
import { OwnVideo } from '../parts/own-video.tsx';
import { LevelMeter } from './level-meter.tsx';

/** How you look and how loud you are, and both switches. */
export function Preview() {
  return (
    <div class="preview">
      <OwnVideo />
      <div class="preview-controls">
        <MicrophoneControl />
        <CameraControl />
        <FlipControl />
      </div>
      <LevelMeter />
    </div>
  );
}
