import {
  type Accepted,
  type JoinOptions,
  PROTOCOL_VERSION,
  type RequestArgs,
} from '../../protocol/events.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';

/** What one connection has said of itself by `hello`; as a rule it says it once, and old clients never. */
export interface Greeting {
  take(args: RequestArgs<'hello'>): Accepted<'hello'> | Refused;
  /** Why nobody joins by this connection; null where nothing is against it. */
  readonly whyNot: Refused | null;
  /** For every `join` that says nothing else. */
  readonly options: Pick<JoinOptions, 'features'>;
}

/** `features` are those of the server. */
export function createGreeting(features: readonly string[]): Greeting {
  let whyNot: Refused | null = null;
  let options: Greeting['options'] = {};
  return {
    get whyNot() {
      return whyNot;
    },
    get options() {
      return options;
    },
    take([said]) {
      if (!said.versions.includes(PROTOCOL_VERSION)) {
        whyNot = refuse('no-common-version', `the server speaks ${PROTOCOL_VERSION}`);
        return whyNot;
      }
      whyNot = null;
      options = said.features ? { features: said.features } : {};
      return { ok: true, version: PROTOCOL_VERSION, features: [...features] };
    },
  };
}
