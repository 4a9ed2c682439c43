/** Files that arrived on a page that is no more are saved, or were not wanted: the browser need not keep them. */
export function clearLeftovers(): void {
  import('../../media/file-sinks/disk-folder.ts').then(({ sweep }) => sweep()).catch(() => {});
}
