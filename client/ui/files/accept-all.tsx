import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { words } from '../locales/words.ts';
import { acceptFile } from './accept-file.ts';

/** For many that come at once. Where one is too large, its own row says so. */
export function AcceptAll({ files }: { readonly files: readonly FileSnapshot[] }) {
  const offered = files.filter(({ actions }) => actions.accept);
  if (offered.length < 2) return null;
  const acceptAll = async () => {
    for (const file of offered) await acceptFile(file);
  };
  return (
    <button type="button" class="primary accept-all" onClick={() => void acceptAll()}>
      {words.value.acceptAll(offered.length)}
    </button>
  );
}
