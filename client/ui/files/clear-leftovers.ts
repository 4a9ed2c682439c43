/** Nobody waits for it, and a call that begins needs the device for itself. */
const AFTER_MS = 3_000;

/** Files that arrived on a page that is no more are saved, or were not wanted: the browser need not keep them. */
export function clearLeftovers(): void {
  setTimeout(() => {
    import('../../media/file-sinks/disk-folder.ts').then(({ sweep }) => sweep()).catch(() => {});
  }, AFTER_MS);
}
