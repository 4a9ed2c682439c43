import type { Session } from './session.ts';

const hasDocument = (): boolean => 'documentPictureInPicture' in globalThis;

/** Whether the browser has any kind of picture-in-picture. */
export function canFloat(): boolean {
  return hasDocument() || document.pictureInPictureEnabled === true;
}

/** With controls where a window of its own can be had, else the picture alone. Only out of a gesture. */
export function toggleFloating(session: Session): void {
  const done = hasDocument()
    ? import('./floating-window.tsx').then(({ openWindow }) => openWindow(session))
    : toggleVideo();
  // The browser may refuse: the call stays where it is.
  done.catch(() => {});
}

async function toggleVideo(): Promise<void> {
  if (document.pictureInPictureElement) return document.exitPictureInPicture();
  await document.querySelector<HTMLVideoElement>('video.remote')?.requestPictureInPicture();
}
