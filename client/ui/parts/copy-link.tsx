import { Check, Link } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

const SHOWN_MS = 2_000;

interface CopyLinkProps {
  readonly link: string;
  readonly class: string;
}

/** Copies the address of the room, and says so for a moment. Its name stays what it does. */
export function CopyLink({ link, class: className }: CopyLinkProps) {
  const { copy } = useSession();
  const { copyLink, copied, copyFailed } = words.value;
  const [outcome, setOutcome] = useState<boolean | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = outcome ? copied : copyFailed;
  return (
    <>
      <button
        type="button"
        class={className}
        aria-label={copyLink}
        onClick={() => copy(link).then(setOutcome)}
      >
        <Icon of={outcome ? Check : Link} />
        <span>{outcome === null ? copyLink : said}</span>
      </button>
      <span class="visually-hidden" aria-live="polite">
        {outcome === null ? '' : said}
      </span>
    </>
  );
}
