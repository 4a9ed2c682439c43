import { QrCode as QrCodeIcon } from 'lucide';
import { useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { CopyLink } from './copy-link.tsx';
import { DeviceProblem } from './device-problem.tsx';
import { Heading } from './heading.tsx';
import { Icon } from './icon.tsx';
import { QrCode } from './qr-code.tsx';
import { ShareButton } from './share-button.tsx';

interface WaitingCardProps {
  readonly room: RoomId;
  /** Before the server has answered, the same card says so, and nothing jumps when it has. */
  readonly isSeated: boolean;
  /** Who was here, and may come back. */
  readonly lost: { readonly name: string | null } | undefined;
}

/** Alone in the room: the link to send, ready to be copied. */
export function WaitingCard({ room, isSeated, lost }: WaitingCardProps) {
  const { router, access } = useSession();
  const text = words.value;
  const { waiting, joining, linkToRoom, showQrCode } = text;
  const sentence = access.lock.isLocked.value
    ? panelWords.value.waitingLocked
    : panelWords.value.waitingSentence;
  const link = router.linkTo(room);
  const [isCodeShown, setCodeShown] = useState(false);
  const toggleCode = () => setCodeShown(!isCodeShown);
  return (
    <div class="card waiting">
      <Heading>{isSeated ? waiting : joining}</Heading>
      <p>{lost ? panelWords.value.lostSentence(lost.name) : sentence}</p>
      <div class="link-box">
        <input
          type="text"
          readOnly
          aria-label={linkToRoom}
          value={link.replace(/^https?:\/\//, '')}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyLink link={link} class="primary" />
      </div>
      <div class="row">
        <button type="button" class="quiet" aria-expanded={isCodeShown} onClick={toggleCode}>
          <Icon of={QrCodeIcon} />
          {showQrCode}
        </button>
        <ShareButton link={link} />
      </div>
      {isCodeShown && <QrCode text={link} />}
      <DeviceProblem />
    </div>
  );
}
