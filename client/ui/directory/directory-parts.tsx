import type { ComponentType } from 'preact';
import { createDirectory, type DirectoryOptions } from './directory.ts';
import { IncomingDialog } from './parts/incoming-dialog.tsx';
import { OutgoingDialog } from './parts/outgoing-dialog.tsx';
import { Section } from './parts/section.tsx';
import { followLanguage } from './words/directory-text.ts';
import './directory.css';

/** What of calling by name is drawn, and where. */
export interface DirectoryParts {
  /** On the home page. */
  readonly Section: ComponentType;
  /** Over every screen. */
  readonly Rings: ComponentType;
}

export function createDirectoryParts(options: DirectoryOptions): DirectoryParts {
  followLanguage();
  const directory = createDirectory(options);
  return {
    Section: () => <Section directory={directory} />,
    Rings: () => (
      <>
        <IncomingDialog incoming={directory.incoming} />
        <OutgoingDialog outgoing={directory.outgoing} />
      </>
    ),
  };
}
