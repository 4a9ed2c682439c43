import { CameraControl } from '../controls/camera.tsx';
import { ChatControl } from '../controls/chat.tsx';
import { FilesControl } from '../controls/files.tsx';
import { FlipControl } from '../controls/flip.tsx';
import { HangUpControl } from '../controls/hang-up.tsx';
import { MicrophoneControl } from '../controls/microphone.tsx';
import { MoreControl } from '../controls/more.tsx';
import { ScreenControl } from '../controls/screen.tsx';
import { words } from '../locales/words.ts';

/** In the order in which they stand. A new control is one file and one line here. */
const controls = [
  MicrophoneControl,
  CameraControl,
  FlipControl,
  ScreenControl,
  ChatControl,
  FilesControl,
  MoreControl,
  HangUpControl,
];

export function Toolbar() {
  return (
    <div class="toolbar" role="toolbar" aria-label={words.value.toolbar}>
      {controls.map((Control) => (
        <Control key={Control.name} />
      ))}
    </div>
  );
}
