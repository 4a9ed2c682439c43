import type { ComponentChildren } from 'preact';
import { useSession } from '../session-context.ts';

interface HomeLinkProps {
  readonly class: string;
  readonly children: ComponentChildren;
}

/** A real link, so that it can be opened in a tab of its own. */
export function HomeLink({ class: className, children }: HomeLinkProps) {
  const { router } = useSession();
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.openHome();
  };
  return (
    <a href={router.paths.home} class={className} onClick={open}>
      {children}
    </a>
  );
}
