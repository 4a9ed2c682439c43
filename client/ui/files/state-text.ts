import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { words } from '../locales/words.ts';

/** What became of a file, or is about to, in a word or a sentence; empty while it moves. */
export function stateText({ from, state }: FileSnapshot): string {
  const text = words.value.file;
  switch (state.kind) {
    case 'offered':
      return from === 'me' ? text.offered : '';
    case 'moving':
      return '';
    case 'done':
      return text.done;
    case 'declined':
      return text.declined;
    case 'cancelled':
      return state.by === 'me' ? text.cancelled : text.cancelledByOther;
    case 'failed':
      return text.failed[state.why];
  }
}
