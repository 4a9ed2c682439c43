import type { Directory } from '../directory.ts';
import { Called } from './called.tsx';
import { Missed } from './missed.tsx';
import { Reach } from './reach.tsx';
import { Seen } from './seen.tsx';

/** All there is to calling by name, on the home page. */
export function Section({ directory }: { readonly directory: Directory }) {
  const { reachability, incoming, outgoing } = directory;
  return (
    <div class="directory">
      <Called outgoing={outgoing} />
      <Seen outgoing={outgoing} reachability={reachability} />
      <Missed incoming={incoming} outgoing={outgoing} />
      <Reach reachability={reachability} />
    </div>
  );
}
