import { CodeExchange } from '../../client/call/verification/code-exchange.ts';
import type { FoundKeys, Keys } from '../../client/call/verification/fingerprints.ts';
import type { Code, Fingerprint } from '../../client/call/verification/verification-code.ts';
import type { VerifyMessage } from '../../protocol/channel.ts';

/** One honest end: its exchange, what it uses as certificates, and what it has sent. */
export interface ExchangeEnd {
  readonly exchange: CodeExchange;
  readonly sent: VerifyMessage[];
  readonly replacements: () => number;
  use(keys: FoundKeys): Promise<void>;
  /** Throws where there is none. */
  code(): Code;
  hasCode(): boolean;
}

export function createExchangeEnd(role: 'caller' | 'callee', keys: FoundKeys): ExchangeEnd {
  const sent: VerifyMessage[] = [];
  let found = keys;
  let replacements = 0;
  const exchange = new CodeExchange({
    role,
    findKeys: () => Promise.resolve(found),
    send: (message) => sent.push(message),
    onChange: () => {},
    onReplaced: () => {
      replacements += 1;
    },
    onFault: (error) => {
      throw error;
    },
  });
  return {
    exchange,
    sent,
    replacements: () => replacements,
    use(keys) {
      found = keys;
      return exchange.check();
    },
    code() {
      const { state } = exchange;
      if (state.kind !== 'ready') throw new Error(`there is no code: ${state.kind}`);
      return state.code;
    },
    hasCode: () => exchange.state.kind === 'ready',
  };
}

/** Delivers all that was sent, in order, until both are silent. */
export async function exchangeAll(one: ExchangeEnd, other: ExchangeEnd): Promise<void> {
  while (one.sent.length + other.sent.length > 0) {
    await deliver(one, other);
    await deliver(other, one);
  }
}

export async function deliver(from: ExchangeEnd, to: ExchangeEnd): Promise<void> {
  for (const message of from.sent.splice(0)) await to.exchange.handle(message);
}

/** A certificate that only this number has. */
export function fingerprint(number: number): Fingerprint {
  const hex = number.toString(16).toUpperCase().padStart(64, '0');
  return (hex.match(/../g) ?? []).join(':') as Fingerprint;
}

export const keysOf = (mine: number, theirs: number): Keys => ({
  mine: fingerprint(mine),
  theirs: fingerprint(theirs),
});
