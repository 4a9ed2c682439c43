import type { ComponentType } from 'preact';
import { HandsItems } from '../hands/places.tsx';
import { FullScreenItem } from './full-screen.tsx';
import { InviteItem } from './invite.tsx';
import { LockItem } from './lock.tsx';
import { PictureInPictureItem } from './picture-in-picture.tsx';
import { QualityItem } from './quality.tsx';
import { RecordItem } from './record.tsx';
import { ServersItem } from './servers.tsx';
import { SettingsItem } from './settings.tsx';
import { ShortcutsItem } from './shortcuts.tsx';
import { VerifyCallItem } from './verify-call.tsx';

/** The menu *More*, in its order. A new item is one file and one line here; it draws null where it has no place. */
export const items: readonly ComponentType[] = [
  HandsItems,
  InviteItem,
  LockItem,
  PictureInPictureItem,
  FullScreenItem,
  RecordItem,
  VerifyCallItem,
  QualityItem,
  ServersItem,
  SettingsItem,
  ShortcutsItem,
];
