/** Browsers read it a moment after the press. */
const REVOKE_MS = 60_000;

/** Hands a file to the browser's downloads. Its type is none, so that no browser ever opens it as a page of ours. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content.slice(0, content.size, 'application/octet-stream'));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
}
