import type { MemberInfo } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { Peer, type PeerOptions } from './peer.ts';
import type { OutgoingMedia, PeerSnapshot } from './state.ts';

/** What a call is made of outside: passed in, so that it runs wherever there is WebRTC. */
export interface RtcFactory {
  readonly createConnection: () => RTCPeerConnection;
  readonly createStream: () => MediaStream;
}

interface PeersOptions {
  readonly rtc: RtcFactory;
  readonly send: (signal: Signal, to: MemberId, peer: Peer) => void;
  readonly onChange: () => void;
  readonly onChat: (text: string) => void;
  readonly onFault: (error: unknown) => void;
}

/** The others in the room, one peer each. */
export class Peers {
  readonly #options: PeersOptions;
  readonly #peers = new Map<MemberId, { readonly info: MemberInfo; readonly peer: Peer }>();
  /** The names of connections that are no more. */
  readonly #spent = new Set<string>();
  #media: OutgoingMedia = { microphone: null, camera: null };

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#peers.size;
  }

  get ids(): readonly MemberId[] {
    return [...this.#peers.keys()];
  }

  get snapshots(): readonly PeerSnapshot[] {
    return this.#all.map((peer) => peer.snapshot);
  }

  get isConnected(): boolean {
    return this.#all.some((peer) => peer.isConnected);
  }

  get canChat(): boolean {
    return this.#all.some((peer) => peer.canChat);
  }

  get(id: MemberId): Peer | undefined {
    return this.#peers.get(id)?.peer;
  }

  /** The one that is there, or a new one. */
  meet(info: MemberInfo, role: PeerOptions['role']): Peer {
    return this.get(info.id) ?? this.#create(info, role);
  }

  /** A new peer, which calls, in the place of any that is there. */
  call(info: MemberInfo): Peer {
    this.close(info.id);
    return this.#create(info, 'caller');
  }

  /**
   * After a restart of the server, which forgot what it had taken for those who were away: whoever was connected once
   * goes on, whoever was still negotiating begins again. Null for one who has to.
   */
  goOn({ id, isAway }: MemberInfo): Peer | null {
    const peer = this.get(id);
    if (!peer?.wasConnected) return null;
    peer.setAway(isAway === true);
    return peer;
  }

  /** A new peer, which answers: the other side has started over. */
  answerAnew(info: MemberInfo): Peer {
    const known = this.#peers.get(info.id)?.info;
    this.close(info.id);
    return this.#create({ ...known, ...info }, 'callee');
  }

  /** Whether a signal is of a connection that was replaced, and came late. */
  isSpent(tag: string | undefined): boolean {
    return tag !== undefined && this.#spent.has(tag);
  }

  close(id: MemberId): void {
    const tag = this.get(id)?.tag;
    if (tag) this.#spent.add(tag);
    this.get(id)?.close();
    this.#peers.delete(id);
  }

  closeAll(): void {
    for (const id of this.ids) this.close(id);
  }

  setMedia(media: OutgoingMedia): void {
    this.#media = media;
    for (const peer of this.#all) peer.setMedia(media);
  }

  sendChat(line: string): void {
    for (const peer of this.#all) peer.sendChat(line);
  }

  hurry(): void {
    for (const peer of this.#all) peer.hurry();
  }

  get #all(): readonly Peer[] {
    return Array.from(this.#peers.values(), ({ peer }) => peer);
  }

  #create(info: MemberInfo, role: PeerOptions['role']): Peer {
    const { rtc, send, onChange, onChat, onFault } = this.#options;
    const peer: Peer = new Peer({
      connection: rtc.createConnection(),
      stream: rtc.createStream(),
      info,
      role,
      tag: role === 'caller' ? newTag() : null,
      send: (signal) => send(signal, info.id, peer),
      // One side starts over, and the other follows.
      onDead: () => {
        if (this.get(info.id) === peer && role === 'caller') this.call(info);
        onChange();
      },
      onChange,
      onChat,
      onFault,
    });
    if (info.isAway) peer.setAway(true);
    peer.setMedia(this.#media);
    this.#peers.set(info.id, { info, peer });
    return peer;
  }
}

/** Tells the peers of two members apart, one after the other: 48 bits are plenty. */
function newTag(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
