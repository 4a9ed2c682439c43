import type { ComponentType } from 'preact';
import { later } from '../parts/later.tsx';
import type { PanelName } from '../session.ts';
import { ChatPanel } from './chat.tsx';

/** What can stand beside the stage. A new panel is one file, its name in session.ts, and one line here. */
export const panels: Record<PanelName, ComponentType> = {
  chat: ChatPanel,
  invite: later(() => import('./invite.tsx').then(({ InvitePanel }) => InvitePanel)),
  settings: later(() => import('./settings.tsx').then(({ SettingsPanel }) => SettingsPanel)),
  shortcuts: later(() => import('./shortcuts.tsx').then(({ ShortcutsPanel }) => ShortcutsPanel)),
  verification: later(() =>
    import('./verification.tsx').then(({ VerificationPanel }) => VerificationPanel),
  ),
  quality: later(() => import('./quality.tsx').then(({ QualityPanel }) => QualityPanel)),
  servers: later(() => import('./servers.tsx').then(({ ServersPanel }) => ServersPanel)),
};
