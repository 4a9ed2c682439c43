import type { Directory } from '../directory.ts';
import { useFound } from '../use-found.ts';
import { problemText } from '../words/directory-text.ts';
import { Called } from './called.tsx';
import { Missed } from './missed.tsx';
import { Reach } from './reach.tsx';
import { Seen } from './seen.tsx';

/** All there is to calling by name, on the home page. */
export function Section({ directory }: { readonly directory: Directory }) {
  const { reachability, incoming, outgoing } = directory;
  const { state, isSeen } = reachability;
  const own = state.value.kind === 'reachable' ? state.value.name : null;
  const found = useFound(outgoing, `${own} ${isSeen.value}`);
  if (found === 'unknown-event') return <p class="directory">{problemText(found)}</p>;
  return (
    <div class="directory">
      <Called outgoing={outgoing} />
      <Seen found={found} own={own} onCall={outgoing.ring} />
      <Missed incoming={incoming} outgoing={outgoing} />
      <Reach reachability={reachability} />
    </div>
  );
}
