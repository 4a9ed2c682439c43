import type { VerifyMessage } from '../../../protocol/channel.ts';
import type { FoundKeys, Keys } from './fingerprints.ts';
import {
  type Code,
  codeOf,
  commitmentTo,
  type Ends,
  fromHex,
  newNonce,
  toHex,
} from './verification-code.ts';

export interface CodeExchangeOptions {
  readonly role: 'caller' | 'callee';
  /** Asked anew whenever they may have changed. */
  readonly findKeys: () => Promise<FoundKeys>;
  readonly send: (message: VerifyMessage) => void;
  readonly onChange: () => void;
  /** Other certificates than before are in use, on a connection that went on: nobody's browser does that. */
  readonly onReplaced: () => void;
  readonly onFault: (error: unknown) => void;
}

/** As far as two certificates have brought it. Each state keeps just what the next message needs. */
type Run =
  | { readonly kind: 'idle' }
  | { readonly kind: 'committed'; readonly nonce: Uint8Array }
  | { readonly kind: 'answered'; readonly nonce: Uint8Array; readonly commitment: string }
  | { readonly kind: 'ready'; readonly code: Code }
  | { readonly kind: 'broken' };

export type CodeState =
  /** The other side doesn't know how, or has not spoken yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | { readonly kind: 'ready'; readonly code: Code }
  /** What came can't be of an honest other side. */
  | { readonly kind: 'broken' };

/**
 * Agrees on a code over the data channel: commit, nonce, reveal; once for each pair of certificates. What comes out of
 * turn is ignored, so nobody gets a second try. VERIFICATION.md has the reasons.
 */
export class CodeExchange {
  readonly #options: CodeExchangeOptions;
  #keys: Keys | null = null;
  #isOpen = false;
  #run: Run = { kind: 'idle' };
  #done: Promise<void> = Promise.resolve();

  constructor(options: CodeExchangeOptions) {
    this.#options = options;
  }

  /** Those that the code is of. */
  get keys(): Keys | null {
    return this.#keys;
  }

  get state(): CodeState {
    return stateOf(this.#run);
  }

  /** The channel is open. */
  open(): Promise<void> {
    this.#isOpen = true;
    return this.check();
  }

  /** The certificates may have changed. Resolves when that is dealt with. */
  check(): Promise<void> {
    return this.#afterwards(() => this.#look());
  }

  handle({ step, value }: VerifyMessage): Promise<void> {
    return this.#afterwards(() => this.#take[step](value));
  }

  readonly #take: Record<VerifyMessage['step'], (value: string) => Promise<void>> = {
    commit: async (commitment) => {
      await this.#look();
      if (this.#options.role === 'caller' || !this.#keys || this.#run.kind !== 'idle') return;
      const nonce = newNonce();
      this.#go({ kind: 'answered', nonce, commitment });
      this.#send('nonce', nonce);
    },
    nonce: async (value) => {
      if (this.#run.kind !== 'committed' || !this.#ends) return;
      const { nonce } = this.#run;
      const code = await codeOf(this.#ends, { caller: nonce, callee: fromHex(value) });
      this.#send('reveal', nonce);
      this.#go({ kind: 'ready', code });
    },
    reveal: async (value) => {
      const run = this.#run;
      if (run.kind !== 'answered' || !this.#ends) return;
      const nonce = fromHex(value);
      const isOpened = (await commitmentTo(nonce, this.#ends)) === run.commitment;
      if (!isOpened) return this.#go({ kind: 'broken' });
      const code = await codeOf(this.#ends, { caller: nonce, callee: run.nonce });
      this.#go({ kind: 'ready', code });
    },
  };

  async #look(): Promise<void> {
    if (this.#run.kind === 'broken') return;
    const found = await this.#options.findKeys();
    if (found === 'several') this.#break();
    else if (found !== 'none' && !areEqual(found, this.#keys)) this.#begin(found);
    await this.#commit();
  }

  /** Certificates that were not there before: whatever was agreed on is of others. */
  #begin(keys: Keys): void {
    if (this.#keys) this.#options.onReplaced();
    this.#keys = keys;
    this.#go({ kind: 'idle' });
  }

  /** For good: a connection that once used two can use the other again. */
  #break(): void {
    if (this.#keys) this.#options.onReplaced();
    this.#keys = null;
    this.#go({ kind: 'broken' });
  }

  async #commit(): Promise<void> {
    const isMyTurn = this.#isOpen && this.#options.role === 'caller' && this.#run.kind === 'idle';
    if (!isMyTurn || !this.#ends) return;
    const nonce = newNonce();
    const commitment = await commitmentTo(nonce, this.#ends);
    this.#go({ kind: 'committed', nonce });
    this.#options.send({ type: 'verify', step: 'commit', value: commitment });
  }

  get #ends(): Ends | null {
    if (!this.#keys) return null;
    const { mine, theirs } = this.#keys;
    return this.#options.role === 'caller'
      ? { caller: mine, callee: theirs }
      : { caller: theirs, callee: mine };
  }

  #send(step: VerifyMessage['step'], nonce: Uint8Array): void {
    this.#options.send({ type: 'verify', step, value: toHex(nonce) });
  }

  #go(run: Run): void {
    this.#run = run;
    this.#options.onChange();
  }

  /** One after the other: each waits for hashes, and the next must see what came of them. */
  #afterwards(job: () => Promise<void>): Promise<void> {
    // Pages that the browser finds insecure have no hashes. Whoever is in between could change them anyway.
    if (!('subtle' in crypto)) return Promise.resolve();
    this.#done = this.#done.then(job).catch(this.#options.onFault);
    return this.#done;
  }
}

function stateOf(run: Run): CodeState {
  switch (run.kind) {
    case 'ready':
    case 'broken':
      return run;
    case 'answered':
      return { kind: 'working' };
    case 'idle':
    case 'committed':
      return { kind: 'none' };
  }
}

function areEqual(one: Keys, other: Keys | null): boolean {
  return one.mine === other?.mine && one.theirs === other.theirs;
}
