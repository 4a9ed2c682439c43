import { useEffect } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import { DeviceChoices } from '../door/device-choices.tsx';
import { DoorFrame } from '../door/door-frame.tsx';
import { OutlookLine } from '../door/outlook-line.tsx';
import { useDoor } from '../door/use-door.ts';
import { WhoIsHere } from '../door/who-is-here.tsx';
import { words } from '../locales/words.ts';
import { DeviceProblem } from '../parts/device-problem.tsx';
import { HideAddress } from '../parts/hide-address.tsx';
import { roomTitle } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { loadCallScreen } from './call-screen-later.ts';

const MAX_NAME_CHARS = 64;

/** Before the call: how you look, what you are called, and the door. */
export function Lobby({ room }: { readonly room: RoomId }) {
  const { enter } = useSession();
  const text = words.value;
  const door = useDoor(room);
  useDocumentTitle(text.ready);
  useEffect(() => enter(room), [room]);
  // A failure is seen, and mended, when it is asked for.
  useEffect(() => void loadCallScreen().catch(() => {}), []);
  const intro = (
    <>
      <p class="room-title">{text.room(roomTitle(room))}</p>
      <WhoIsHere door={door} />
    </>
  );
  return (
    <DoorFrame title={text.ready} intro={intro}>
      <DeviceProblem />
      <JoinForm room={room} />
      <OutlookLine door={door} />
      <HideAddress />
    </DoorFrame>
  );
}

function JoinForm({ room }: { readonly room: RoomId }) {
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
      <DeviceChoices />
      <button type="submit" class="primary big wide">
        {text.join}
      </button>
    </form>
  );
}
