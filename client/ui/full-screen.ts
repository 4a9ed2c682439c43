export const isFullScreen = (): boolean => document.fullscreenElement !== null;

/** The whole page: panels and controls stay at hand. */
export function toggleFullScreen(): void {
  const done = isFullScreen()
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  // Refused outside a gesture, or by a frame that may not: nothing changes then, and everybody sees it.
  done.catch(() => {});
}
