import { useEffect } from 'preact/hooks';
import { DeviceChoices } from '../door/device-choices.tsx';
import { DoorFrame } from '../door/door-frame.tsx';
import { OutlookLine } from '../door/outlook-line.tsx';
import { useDoor } from '../door/use-door.ts';
import { words } from '../locales/words.ts';
import { DeviceProblem } from '../parts/device-problem.tsx';
import { HomeLink } from '../parts/home-link.tsx';
import { roomNameFrom } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';

/** No call is ever in it: what the server says of its relay is the same for every room. */
const NOBODYS_ROOM = roomNameFrom('device-check');

/** Camera, microphone, speaker and connection, with nobody at the other end. */
export function Check() {
  const { prepare } = useSession();
  const text = words.value;
  const door = useDoor(NOBODYS_ROOM);
  useDocumentTitle(text.deviceCheck);
  useEffect(prepare, []);
  return (
    <DoorFrame
      title={text.deviceCheck}
      intro={<p class="room-title">{text.deviceCheckSentence}</p>}
    >
      <DeviceProblem />
      <DeviceChoices />
      <OutlookLine door={door} />
      <HomeLink class="quiet big">{text.home}</HomeLink>
    </DoorFrame>
  );
}
