import { toggleFullScreen } from './full-screen.ts';
import type { Session } from './session.ts';

export type ShortcutName =
  | 'microphone'
  | 'camera'
  | 'screen'
  | 'chat'
  | 'lock'
  | 'hand'
  | 'react'
  | 'fullScreen'
  | 'shortcuts'
  | 'hangUp';

/** What each key does in a call. A letter where it can be, so that one hand does it. */
export const shortcuts: readonly {
  readonly name: ShortcutName;
  /** As tinykeys writes it. */
  readonly keys: readonly string[];
  /** As people read it. */
  readonly label: string;
  readonly run: (session: Session, key: string) => void;
}[] = [
  { name: 'microphone', keys: ['m'], label: 'M', run: ({ toggle }) => toggle('microphone') },
  { name: 'camera', keys: ['v'], label: 'V', run: ({ toggle }) => toggle('camera') },
  { name: 'screen', keys: ['s'], label: 'S', run: ({ sharing }) => sharing.toggle() },
  { name: 'chat', keys: ['c'], label: 'C', run: (session) => togglePanel(session, 'chat') },
  { name: 'lock', keys: ['l'], label: 'L', run: ({ access }) => access.lock.toggle() },
  { name: 'hand', keys: ['h'], label: 'H', run: ({ hands }) => hands.loaded.value?.hands.toggle() },
  {
    name: 'react',
    keys: ['1', '2', '3', '4', '5', '6'],
    label: '1 – 6',
    run: ({ hands }, key) => hands.loaded.value?.hands.reactAt(Number(key)),
  },
  { name: 'fullScreen', keys: ['f'], label: 'F', run: toggleFullScreen },
  {
    name: 'shortcuts',
    keys: ['?', 'Shift+?'],
    label: '?',
    run: (s) => togglePanel(s, 'shortcuts'),
  },
  {
    name: 'hangUp',
    keys: ['Shift+Escape'],
    label: 'Shift + Esc',
    run: ({ call }) => call.value.actions.hangUp?.(),
  },
];

function togglePanel({ panel }: Session, name: 'chat' | 'shortcuts'): void {
  panel.value = panel.value === name ? null : name;
}
