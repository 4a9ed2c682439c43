import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** What is heavy, or seldom asked for, is loaded when it is: shown meanwhile is that it comes, or why it doesn't. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const { release } = useSession();
    const [Part, setPart] = useState<ComponentType<P> | null>(() => loaded);
    const [hasFailed, setFailed] = useState(false);
    const fetchPart = () => {
      setFailed(false);
      load().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!Part) fetchPart();
    }, []);
    if (Part) return <Part {...props} />;
    // What there is to do then stands over the page.
    if (release.isGone.value) return null;
    if (!hasFailed) return <p class="later">{words.value.loading}</p>;
    return (
      <p class="later" role="alert">
        {words.value.loadingFailed}
        <button type="button" class="quiet" onClick={fetchPart}>
          {words.value.tryAgain}
        </button>
      </p>
    );
  };
}
