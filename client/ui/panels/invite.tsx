import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { CopyLink } from '../parts/copy-link.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { ShareButton } from '../parts/share-button.tsx';
import { useSession } from '../session-context.ts';
import { Panel } from './panel.tsx';

export function InvitePanel() {
  const { call, router } = useSession();
  const text = words.value;
  const said = panelWords.value;
  const { room } = call.value;
  if (room === null) return null;
  const link = router.linkTo(room);
  return (
    <Panel title={text.invite}>
      <div class="panel-scroll">
        <p>{said.inviteSentence}</p>
        <QrCode text={link} />
        <code class="invite-link">{link}</code>
        <div class="row">
          <CopyLink link={link} class="primary" />
          <ShareButton link={link} />
        </div>
      </div>
    </Panel>
  );
}
