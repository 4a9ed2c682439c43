import { type Accepted, PROTOCOL_VERSION } from '../../protocol/events.ts';
import type { Link } from './link.ts';

/** What the server has said of itself. */
export type Greeted = Pick<Accepted<'hello'>, 'version' | 'features'>;

/**
 * Says hello on each connection, before whatever else there is to say, and waits for nothing: who is refused a seat for it is
 * told so by `join`. A server that doesn't know it has null.
 */
export function greet(
  link: Link,
  features: readonly string[] | undefined,
  onGreeted: (server: Greeted | null) => void,
): void {
  const said = { versions: [PROTOCOL_VERSION], ...(features && { features: [...features] }) };
  let isAsked = false;

  function ask(): void {
    isAsked = true;
    link.request('hello', [said], (answer) => {
      isAsked = false;
      if (!answer) return;
      onGreeted(answer.ok ? { version: answer.version, features: answer.features } : null);
    });
  }

  link.onUp((isUp) => isUp && !isAsked && ask());
  ask();
}
