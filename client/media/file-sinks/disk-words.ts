/** What the page asks of the thread that writes files, one after the other; each is answered. */
export type DiskRequest =
  | { readonly type: 'open'; readonly file: FileSystemFileHandle }
  | { readonly type: 'write'; readonly parts: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly type: 'close' };

export type DiskAnswer = { readonly ok: true } | { readonly ok: false; readonly why: string };
