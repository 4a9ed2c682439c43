import { effect } from '@preact/signals';
import { render } from 'preact';
import { CameraControl } from './controls/camera.tsx';
import { HangUpControl } from './controls/hang-up.tsx';
import { MicrophoneControl } from './controls/microphone.tsx';
import { RemotePicture } from './parts/remote-picture.tsx';
import type { Session } from './session.ts';
import { SessionContext } from './session-context.ts';

interface WindowMaker {
  readonly window: Window | null;
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const SIZE = { width: 400, height: 280 };

/** A window that stays above others (Document Picture-in-Picture): the other person, and three controls. */
export async function openWindow(session: Session): Promise<void> {
  const maker = (globalThis as unknown as { documentPictureInPicture: WindowMaker })
    .documentPictureInPicture;
  if (maker.window) return maker.window.close();
  const opened = await maker.requestWindow(SIZE);
  copyStyles(opened.document);
  opened.document.title = document.title;
  opened.document.documentElement.lang = document.documentElement.lang;
  render(
    <SessionContext.Provider value={session}>
      <div class="floating">
        <RemotePicture />
        <div class="toolbar" role="toolbar">
          <MicrophoneControl />
          <CameraControl />
          <HangUpControl />
        </div>
      </div>
    </SessionContext.Provider>,
    opened.document.body,
  );
  const end = effect(() => {
    if (!session.other.value) opened.close();
  });
  opened.addEventListener('pagehide', () => {
    end();
    render(null, opened.document.body);
  });
}

function copyStyles(to: Document): void {
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style')) {
    to.head.append(style.cloneNode(true));
  }
}
