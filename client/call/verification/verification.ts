import type { VerifyMessage } from '../../../protocol/channel.ts';
import { afterPicture } from '../after-picture.ts';
import { CodeExchange, type CodeState } from './code-exchange.ts';
import { Fingerprints } from './fingerprints.ts';
import type { Comparison, Holder, Keyring, Standing } from './keyring.ts';

export interface VerificationSnapshot {
  readonly code: CodeState;
  readonly standing: Standing;
  /** When this key, or with `other-key` the earlier one, was compared; null where none was. */
  readonly comparedAt: number | null;
}

export interface VerificationOptions {
  readonly connection: RTCPeerConnection;
  readonly role: 'caller' | 'callee';
  readonly holder: () => Holder;
  readonly keyring: Keyring;
  readonly send: (message: VerifyMessage) => void;
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Whether the other end of a connection is who it seems to be: a code to compare, and what is known of its key. */
export class Verification {
  readonly #options: VerificationOptions;
  readonly #exchange: CodeExchange;
  #isOpen = false;
  #callOff = (): void => {};

  constructor(options: VerificationOptions) {
    const { connection, role, holder, keyring, send, onFault } = options;
    const fingerprints = new Fingerprints(connection);
    this.#options = options;
    this.#exchange = new CodeExchange({
      role,
      findKeys: () => fingerprints.find(),
      send,
      onChange: () => this.#handleChange(),
      onReplaced: () => keyring.doubt(holder()),
      onFault,
    });
    for (const event of ['connectionstatechange', 'signalingstatechange'] as const) {
      connection.addEventListener(event, () => this.#check());
    }
  }

  get snapshot(): VerificationSnapshot {
    const { holder, keyring } = this.#options;
    const code = this.#exchange.state;
    const key = this.#exchange.keys?.theirs;
    if (!key) return { code, standing: 'unknown', comparedAt: null };
    const standing = keyring.standingOf(holder(), key);
    const compared =
      standing === 'other-key' ? keyring.findByName(holder().name) : keyring.find(key);
    return { code, standing, comparedAt: compared?.comparedAt ?? null };
  }

  /** The channel of the controls is open. */
  open(): void {
    this.#callOff();
    this.#callOff = afterPicture(() => {
      this.#isOpen = true;
      void this.#exchange.open();
    });
  }

  stop(): void {
    this.#callOff();
  }

  handle(message: VerifyMessage): void {
    void this.#exchange.handle(message);
  }

  setCompared(comparison: Comparison): void {
    const { holder, keyring, onChange } = this.#options;
    const key = this.#exchange.keys?.theirs;
    if (!key) return;
    keyring.setCompared(holder(), key, comparison);
    onChange();
  }

  #check(): void {
    const isConnected = this.#options.connection.connectionState === 'connected';
    if (this.#isOpen && isConnected) void this.#exchange.check();
  }

  #handleChange(): void {
    const { holder, keyring, onChange } = this.#options;
    const { keys } = this.#exchange;
    if (keys) keyring.note(holder(), keys.theirs);
    onChange();
  }
}
