import { useEffect } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import { CameraControl } from '../controls/camera.tsx';
import { MicrophoneControl } from '../controls/microphone.tsx';
import { words } from '../locales/words.ts';
import { Brand } from '../parts/brand.tsx';
import { DeviceProblem } from '../parts/device-problem.tsx';
import { Heading } from '../parts/heading.tsx';
import { HideAddress } from '../parts/hide-address.tsx';
import { OwnVideo } from '../parts/own-video.tsx';
import { roomTitle } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';

const MAX_NAME_CHARS = 64;

/** Before the call: how you look, what you are called, and the door. */
export function Lobby({ room }: { readonly room: RoomId }) {
  const { enter } = useSession();
  const text = words.value;
  useDocumentTitle(text.ready);
  useEffect(() => enter(room), [room]);
  return (
    <div class="lobby">
      <header class="top">
        <Brand />
      </header>
      <main>
        <div class="preview">
          <OwnVideo />
          <div class="preview-controls">
            <MicrophoneControl />
            <CameraControl />
          </div>
        </div>
        <div class="ready">
          <div>
            <Heading>{text.ready}</Heading>
            <p class="room-title">{text.room(roomTitle(room))}</p>
          </div>
          <Door room={room} />
          <HideAddress />
          <DeviceProblem />
        </div>
      </main>
    </div>
  );
}

function Door({ room }: { readonly room: RoomId }) {
  const { name, join } = useSession();
  const text = words.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    join(room);
  };
  return (
    <form onSubmit={submit}>
      <label>
        <span>
          <span id="your-name">{text.yourName}</span> <small>{text.optional}</small>
        </span>
        <input
          type="text"
          aria-labelledby="your-name"
          autocomplete="name"
          maxLength={MAX_NAME_CHARS}
          value={name.value}
          onInput={({ currentTarget }) => {
            name.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="primary big wide">
        {text.join}
      </button>
    </form>
  );
}
