/** Why a device gives nothing. Each has a text of its own that says the next step. */
export type MediaProblem =
  | 'denied'
  | 'blocked-by-system'
  | 'in-use'
  | 'none-found'
  | 'insecure-page'
  | 'unplugged'
  | 'unknown';

/** What `getUserMedia` rejects with, by the names of the Media Capture specification, section 10.2. */
export function toMediaProblem(error: unknown): MediaProblem {
  if (!(error instanceof Error)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      // Browsers have no name of its own for this: Chromium and Safari say so in the message only.
      return /system/i.test(error.message) ? 'blocked-by-system' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none-found';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'unknown';
  }
}
