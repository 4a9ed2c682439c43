import type { ComponentChildren } from 'preact';
import { useSession } from '../session-context.ts';
import { PageLink } from './page-link.tsx';

interface HomeLinkProps {
  readonly class: string;
  readonly children: ComponentChildren;
}

export function HomeLink({ class: className, children }: HomeLinkProps) {
  return (
    <PageLink to={useSession().router.paths.home} class={className}>
      {children}
    </PageLink>
  );
}
