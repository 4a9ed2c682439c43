import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** The server was updated, twice even, and has no more what this page asks for. A call goes on, and over a reload too. */
export function Gone() {
  const { release } = useSession();
  if (!release.isGone.value) return null;
  return (
    <p class="gone" role="alert">
      {words.value.gone}
      <button type="button" class="quiet" onClick={() => location.reload()}>
        {words.value.reload}
      </button>
    </p>
  );
}
