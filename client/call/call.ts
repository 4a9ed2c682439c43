import type { Answer, MemberInfo, Notice } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { Chat, toLines } from './chat.ts';
import { type CallProblem, fromRefusal, unreachable } from './errors.ts';
import type { Link } from './link.ts';
import { Peer } from './peer.ts';
import type { CallSnapshot, CallStatus, Ending, OutgoingMedia } from './state.ts';

export interface CallOptions {
  readonly link: Link;
  readonly createConnection: () => RTCPeerConnection;
  readonly createStream: () => MediaStream;
  /** Milliseconds. */
  readonly now: () => number;
  /** Told of what went wrong and was survived; for logs. */
  readonly onFault?: (error: unknown) => void;
}

export interface Call {
  readonly snapshot: CallSnapshot;
  onChange(handler: (snapshot: CallSnapshot) => void): () => void;
  /** At any time, before a call as well: nothing else is ever sent. */
  setMedia(media: OutgoingMedia): void;
  /** The page goes: leaves the room and frees everything. */
  close(): void;
  /** The network is back, or the page is seen again: a lost link is tried at once. */
  hurry(): void;
}

interface Wish {
  readonly room: RoomId;
  readonly name: string | undefined;
}

/** Where this side stands towards the room. What the peers do is not in it: see `status`. */
type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'joining'; readonly wish: Wish }
  | { readonly kind: 'refused'; readonly problem: CallProblem }
  | { readonly kind: 'seated'; readonly wish: Wish; readonly me: MemberId }
  | { readonly kind: 'ended'; readonly ending: Ending };

/** The headless call: a link and, for each other member of the room, a peer. */
export function createCall(options: CallOptions): Call {
  return new RoomCall(options);
}

class RoomCall implements Call {
  readonly #options: CallOptions;
  readonly #link: Link;
  readonly #peers = new Map<MemberId, Peer>();
  readonly #handlers = new Set<(snapshot: CallSnapshot) => void>();
  #phase: Phase = { kind: 'idle' };
  #room: RoomId | null = null;
  #chat: Chat;
  #media: OutgoingMedia = { microphone: null, camera: null };
  #connectedSince: number | null = null;
  #snapshot: CallSnapshot;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#link = options.link;
    this.#chat = new Chat(options.now);
    this.#snapshot = this.#takeSnapshot();
    this.#link.onNotice((notice) => this.#handleNotice(notice));
    this.#link.onUp((isUp) => this.#handleUp(isUp));
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  onChange(handler: (snapshot: CallSnapshot) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  setMedia(media: OutgoingMedia): void {
    this.#media = media;
    for (const peer of this.#peers.values()) peer.setMedia(media);
  }

  close(): void {
    if (this.#wish) this.#leave('you-left', null);
    this.#link.close();
    this.#handlers.clear();
  }

  hurry(): void {
    this.#link.hurry();
  }

  // Actions

  #join(room: RoomId, name: string | undefined): void {
    this.#room = room;
    this.#chat = new Chat(this.#options.now);
    this.#connectedSince = null;
    this.#enter({ room, name });
  }

  /** Takes a seat, also again: what was said stays. */
  #enter(wish: Wish): void {
    this.#phase = { kind: 'joining', wish };
    this.#link.hurry();
    const { room, name } = wish;
    this.#link.request('join', [room, name ? { name } : {}], (answer) => {
      // Another join, or a hang-up, may have come in between.
      if (this.#wish === wish) this.#handleAnswer(wish, answer);
    });
    this.#changed();
  }

  #hangUp(): void {
    this.#leave('you-left', null);
    this.#changed();
  }

  #sendChat(text: string): void {
    for (const line of toLines(text)) {
      for (const peer of this.#peers.values()) peer.sendChat(line);
      this.#chat.add('me', line);
    }
    this.#changed();
  }

  #leave(reason: Ending['reason'], by: string | null): void {
    const wish = this.#wish;
    if (wish) this.#link.request('leave', [wish.room]);
    this.#closePeers();
    const since = this.#connectedSince;
    const lastedMs = since === null ? null : this.#options.now() - since;
    this.#phase = { kind: 'ended', ending: { reason, by, lastedMs } };
  }

  // From the link

  #handleAnswer(wish: Wish, answer: Answer<'join'> | null): void {
    if (answer?.ok) {
      this.#phase = { kind: 'seated', wish, me: answer.id };
      for (const info of answer.members) if (info.id !== answer.id) this.#meet(info, 'callee');
    } else {
      // It may have arrived, and only its answer not.
      if (!answer) this.#link.request('leave', [wish.room]);
      this.#closePeers();
      const problem = answer ? fromRefusal(answer.code, answer.message) : unreachable();
      this.#phase = { kind: 'refused', problem };
    }
    this.#changed();
  }

  #handleNotice(notice: Notice): void {
    if (notice[0] === 'refused' || notice[1] !== this.#wish?.room) return;
    switch (notice[0]) {
      case 'otherjoin':
        this.#meet(notice[3] ?? { id: notice[2] }, 'caller');
        break;
      case 'bye':
        this.#handleBye(notice[2]);
        break;
      case 'message':
        this.#handleMessage(notice[3], notice[2]);
        return;
      // Their news comes with the acknowledgements.
      case 'joined':
      case 'full':
      case 'leaved':
        return;
    }
    this.#changed();
  }

  #handleMessage(from: MemberId, signal: Signal): void {
    // Who was here first may speak before the answer that names them is read.
    const peer = this.#peers.get(from) ?? this.#meet({ id: from }, 'callee');
    void peer.handle(signal);
  }

  #handleBye(id: MemberId): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    const { name } = peer.snapshot;
    peer.close();
    this.#peers.delete(id);
    if (this.#peers.size === 0) this.#leave('other-left', name);
  }

  /** A seat is lost with its connection: it is asked for anew, and the others are met anew. */
  #handleUp(isUp: boolean): void {
    if (isUp && this.#phase.kind === 'seated') {
      this.#closePeers();
      this.#enter(this.#phase.wish);
    } else {
      this.#changed();
    }
  }

  // Peers

  #meet(info: MemberInfo, role: 'caller' | 'callee'): Peer {
    const known = this.#peers.get(info.id);
    if (known) return known;
    const { createConnection, createStream, onFault } = this.#options;
    const peer = new Peer({
      connection: createConnection(),
      stream: createStream(),
      info,
      role,
      send: (signal) => this.#signal(info.id, signal),
      onChange: () => this.#changed(),
      onChat: (text) => this.#handleChat(text),
      onFault: (error) => onFault?.(error),
    });
    peer.setMedia(this.#media);
    this.#peers.set(info.id, peer);
    return peer;
  }

  #signal(to: MemberId, signal: Signal): void {
    const room = this.#wish?.room;
    if (room !== undefined && this.#link.isUp) this.#link.request('message', [room, signal, to]);
  }

  #handleChat(text: string): void {
    this.#chat.add('them', text);
    this.#changed();
  }

  #closePeers(): void {
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
  }

  // State

  get #wish(): Wish | null {
    return 'wish' in this.#phase ? this.#phase.wish : null;
  }

  #changed(): void {
    const isConnected = [...this.#peers.values()].some(
      ({ snapshot }) => snapshot.connection === 'connected',
    );
    if (isConnected) this.#connectedSince ??= this.#options.now();
    this.#snapshot = this.#takeSnapshot();
    for (const handler of this.#handlers) handler(this.#snapshot);
  }

  #takeSnapshot(): CallSnapshot {
    const phase = this.#phase;
    const peers = [...this.#peers.values()];
    return {
      status: this.#status(),
      room: this.#room,
      me: phase.kind === 'seated' ? phase.me : null,
      isServerReachable: this.#link.isUp,
      peers: peers.map((peer) => peer.snapshot),
      chat: this.#chat.lines,
      actions: {
        ...(this.#wish === null && { join: (room, { name }) => this.#join(room, name) }),
        ...(this.#wish !== null && { hangUp: () => this.#hangUp() }),
        ...(peers.some((peer) => peer.canChat) && { sendChat: (text) => this.#sendChat(text) }),
      },
    };
  }

  #status(): CallStatus {
    const phase = this.#phase;
    if (phase.kind !== 'seated') return phase.kind === 'joining' ? { kind: 'joining' } : phase;
    if (this.#peers.size === 0) return { kind: 'waiting' };
    const since = this.#connectedSince;
    return since === null ? { kind: 'connecting' } : { kind: 'connected', since };
  }
}
