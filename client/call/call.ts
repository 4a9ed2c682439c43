import type { Accepted } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { Chat, toLines } from './chat.ts';
import type { CallProblem } from './errors.ts';
import { IceSource } from './ice-source.ts';
import type { Link } from './link.ts';
import type { Peer } from './peer.ts';
import { Peers, type RtcFactory } from './peers.ts';
import { Seat } from './seat.ts';
import { noMemory, type SeatMemory } from './seat-memory.ts';
import type { CallSnapshot, CallStatus, Ending, OutgoingMedia } from './state.ts';

export interface CallOptions extends RtcFactory {
  readonly link: Link;
  /** Of the server, as the page knows it. */
  readonly host?: string;
  /** Milliseconds. */
  readonly now: () => number;
  readonly memory?: SeatMemory;
  /** Told of what went wrong and was survived; for logs. */
  readonly onFault?: (error: unknown) => void;
}

export interface Call {
  readonly snapshot: CallSnapshot;
  onChange(handler: (snapshot: CallSnapshot) => void): () => void;
  /** At any time, before a call as well: nothing else is ever sent. */
  setMedia(media: OutgoingMedia): void;
  /** The page goes, and may be reloading: the others are told, the seat waits shortly, everything else is freed. */
  close(): void;
  /** The network is back, or the page is seen again: what was lost is tried at once. */
  hurry(): void;
}

/** Where this side stands towards the room. What the peers do is not in it: see `status`. */
type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'joining'; readonly seat: Seat }
  | { readonly kind: 'refused'; readonly problem: CallProblem }
  | { readonly kind: 'seated'; readonly seat: Seat; readonly me: MemberId }
  | { readonly kind: 'ended'; readonly ending: Ending };

/** The headless call: a link, a seat, and for each other member of the room a peer. */
export function createCall(options: CallOptions): Call {
  return new RoomCall(options);
}

class RoomCall implements Call {
  readonly #options: CallOptions;
  readonly #link: Link;
  readonly #peers: Peers;
  readonly #handlers = new Set<(snapshot: CallSnapshot) => void>();
  readonly #ice: IceSource;
  #phase: Phase = { kind: 'idle' };
  #room: RoomId | null = null;
  #chat: Chat;
  #connectedSince: number | null = null;
  #snapshot: CallSnapshot;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#link = options.link;
    this.#chat = new Chat(options.now);
    this.#peers = new Peers({
      rtc: options,
      send: (signal, to, peer) => this.#signal(signal, to, peer),
      onChange: () => this.#changed(),
      onChat: (text) => this.#handleChat(text),
      onFailure: (verdict) => {
        if (this.#room !== null) this.#link.request('report', [this.#room, verdict]);
      },
      onLeft: (name) => this.#handleLeft(name),
      onSilence: () => this.#link.check(),
      onFault: (error) => options.onFault?.(error),
    });
    this.#ice = new IceSource({
      link: options.link,
      host: options.host ?? null,
      onServers: (servers) => this.#peers.setServers(servers),
    });
    this.#snapshot = this.#takeSnapshot();
    this.#link.onNotice((notice) => this.#seat?.handleNotice(notice));
    this.#link.onUp((isUp) => {
      this.#seat?.handleUp(isUp);
      this.#changed();
    });
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  onChange(handler: (snapshot: CallSnapshot) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  setMedia(media: OutgoingMedia): void {
    this.#peers.setMedia(media);
  }

  close(): void {
    this.#ice.stop();
    this.#seat?.hold();
    this.#peers.closeAll();
    this.#phase = { kind: 'idle' };
    this.#link.close();
    this.#handlers.clear();
  }

  hurry(): void {
    this.#link.check();
    this.#peers.hurry();
  }

  // Actions

  #join(room: RoomId, name: string | undefined): void {
    const { memory = noMemory } = this.#options;
    this.#room = room;
    this.#chat = new Chat(this.#options.now);
    this.#connectedSince = null;
    this.#link.hurry();
    const seat: Seat = new Seat({
      link: this.#link,
      memory,
      room,
      name,
      events: {
        onSeated: (answer, since) => this.#handleSeated(seat, answer, since),
        onRefused: (problem) => this.#handleRefused(problem),
        onNotice: (notice) => {
          this.#peers.handleNotice(notice);
          this.#changed();
        },
        isGoingOn: (id) => this.#peers.get(id)?.wasConnected === true,
        onEjected: () => this.#end('taken-over', null),
      },
    });
    this.#phase = { kind: 'joining', seat };
    this.#changed();
  }

  #hangUp(): void {
    this.#seat?.leave();
    this.#end('you-left', null);
  }

  #sendChat(text: string): void {
    for (const line of toLines(text)) {
      this.#peers.sendChat(line);
      this.#chat.add('me', line);
    }
    this.#changed();
  }

  #end(reason: Ending['reason'], by: string | null): void {
    this.#ice.stop();
    this.#peers.closeAll();
    const since = this.#connectedSince;
    const lastedMs = since === null ? null : this.#options.now() - since;
    this.#phase = { kind: 'ended', ending: { reason, by, lastedMs } };
    this.#changed();
  }

  // From the seat

  #handleSeated(
    seat: Seat,
    { room, id, members, ice }: Accepted<'join'>,
    since: 'anew' | 'continues' | 'server-restarted',
  ): void {
    this.#phase = { kind: 'seated', seat, me: id };
    if (ice) this.#ice.take(room, ice);
    const others = members.filter((member) => member.id !== id);
    if (since === 'anew') {
      this.#peers.closeAll();
      for (const info of others) this.#peers.meet(info, 'callee');
    } else if (since === 'server-restarted') {
      this.#peers.handleRestart(others);
    }
    this.#peers.hurry();
    this.#changed();
  }

  #handleRefused(problem: CallProblem): void {
    this.#peers.closeAll();
    this.#phase = { kind: 'refused', problem };
    this.#changed();
  }

  /** The room is for two, or for few: without anybody else the call is over. */
  #handleLeft(name: string | null): void {
    if (this.#peers.size > 0) return;
    this.#seat?.leave();
    this.#end('other-left', name);
  }

  // Peers

  /** Through the server; past it while it, or the other side's way to it, is lost. */
  #signal(signal: Signal, to: MemberId, peer: Peer): void {
    const isUp = this.#link.isUp && !peer.isAway;
    if (isUp || !peer.sendThroughChannel(signal)) this.#seat?.send(signal, to);
  }

  #handleChat(text: string): void {
    this.#chat.add('them', text);
    this.#changed();
  }

  // State

  get #seat(): Seat | null {
    return 'seat' in this.#phase ? this.#phase.seat : null;
  }

  #changed(): void {
    if (this.#peers.isConnected) this.#connectedSince ??= this.#options.now();
    this.#snapshot = this.#takeSnapshot();
    for (const handler of this.#handlers) handler(this.#snapshot);
  }

  #takeSnapshot(): CallSnapshot {
    const isInRoom = this.#seat !== null;
    return {
      status: this.#status(),
      room: this.#room,
      me: this.#phase.kind === 'seated' ? this.#phase.me : null,
      isServerReachable: this.#link.isUp,
      peers: this.#peers.snapshots,
      chat: this.#chat.lines,
      actions: {
        ...(!isInRoom && { join: (room, { name }) => this.#join(room, name) }),
        ...(isInRoom && { hangUp: () => this.#hangUp() }),
        ...(this.#peers.canChat && { sendChat: (text) => this.#sendChat(text) }),
      },
    };
  }

  #status(): CallStatus {
    const phase = this.#phase;
    switch (phase.kind) {
      case 'joining':
        return { kind: 'joining' };
      case 'seated':
        break;
      case 'idle':
      case 'refused':
      case 'ended':
        return phase;
    }
    if (this.#peers.size === 0) return { kind: 'waiting' };
    const since = this.#connectedSince;
    return since === null ? { kind: 'connecting' } : { kind: 'connected', since };
  }
}
