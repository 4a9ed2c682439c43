import type { MemberId } from '../../../protocol/ids.ts';
import { Exchange, type ExchangeOptions } from './exchange.ts';
import type { FilePipe } from './file-pipe.ts';
import type { FileSnapshot } from './file-snapshot.ts';

/** The files of a call. It is loaded with the first pipe: a page is light that nobody has called yet. */
export class Transfers {
  readonly #options: Omit<ExchangeOptions, 'member'>;
  readonly #exchanges = new Map<MemberId, Exchange>();

  constructor(options: Omit<ExchangeOptions, 'member'>) {
    this.#options = options;
  }

  get snapshots(): readonly FileSnapshot[] {
    return [...this.#exchanges.values()].flatMap(({ snapshots }) => snapshots);
  }

  get canSend(): boolean {
    return [...this.#exchanges.values()].some(({ isReady }) => isReady);
  }

  attach(member: MemberId, pipe: FilePipe): void {
    const exchange = this.#exchanges.get(member) ?? new Exchange({ ...this.#options, member });
    this.#exchanges.set(member, exchange);
    exchange.attach(pipe);
  }

  /** To everybody who can take them. */
  send(files: readonly File[]): void {
    const ready = [...this.#exchanges.values()].filter(({ isReady }) => isReady);
    for (const exchange of ready) for (const file of files) exchange.offer(file);
  }

  /** All others have left for good. */
  retain(members: readonly MemberId[]): void {
    for (const [id, exchange] of this.#exchanges) if (!members.includes(id)) exchange.end('left');
  }
}
