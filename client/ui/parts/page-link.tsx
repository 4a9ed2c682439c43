import type { ComponentChildren } from 'preact';
import { useSession } from '../session-context.ts';

interface PageLinkProps {
  /** One of the paths of the router. */
  readonly to: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** To another screen: a real link, so that it can be opened in a tab of its own. */
export function PageLink({ to, class: className, children }: PageLinkProps) {
  const { router } = useSession();
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.open(to);
  };
  return (
    <a href={to} class={className} onClick={open}>
      {children}
    </a>
  );
}
