import { useEffect, useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import { doorProblem } from '../access/door-problem.ts';
import { DoorFrame } from '../door/door-frame.tsx';
import { doorMode } from '../door/door-mode.ts';
import { JoinForm } from '../door/join-form.tsx';
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

/** Before the call: how you look, what you are called, and the door. */
export function Lobby({ room }: { readonly room: RoomId }) {
  const { enter, anticipate, call, access } = useSession();
  const text = words.value;
  const { status, room: calledRoom } = call.value;
  const problem = calledRoom === room ? doorProblem(status) : null;
  const refusal = problem === null ? null : status;
  const door = useDoor(room, problem);
  const mode = doorMode(door, { hasInvitation: access.keys.hasInvitation(room), problem });
  const isSomebodyIn = (door?.members.length ?? 0) > 0;
  const [isSettingPassword, setSettingPassword] = useState(false);
  useDocumentTitle(text.ready);
  useEffect(() => enter(room), [room]);
  // Whoever was refused has nothing ready any more.
  useEffect(() => anticipate(isSomebodyIn), [isSomebodyIn, problem]);
  // A failure is seen, and mended, when it is asked for.
  useEffect(() => void loadCallScreen().catch(() => {}), []);
  useEffect(() => access.knock.stop, [room]);
  // Nobody is left to open, or nobody has to.
  const isInVain = door !== null && (!isSomebodyIn || mode === 'open');
  useEffect(() => {
    if (isInVain) access.knock.stop();
  }, [isInVain]);
  const togglePassword = () => {
    access.keys.password.value = '';
    setSettingPassword(!isSettingPassword);
  };
  const intro = (
    <>
      <p class="room-title">{text.room(roomTitle(room))}</p>
      <WhoIsHere door={door}>
        {mode === 'open' && !isSomebodyIn && (
          <button
            type="button"
            class="link"
            aria-expanded={isSettingPassword}
            onClick={togglePassword}
          >
            {text.setPassword}
          </button>
        )}
      </WhoIsHere>
    </>
  );
  return (
    <DoorFrame title={text.ready} intro={intro}>
      <DeviceProblem />
      <JoinForm {...{ room, mode, problem, refusal, isSettingPassword, isSomebodyIn }} />
      <OutlookLine door={door} />
      <HideAddress />
    </DoorFrame>
  );
}
