import type { MemberInfo, Notice } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import { isDescription, type Signal } from '../../protocol/signals.ts';
import type { Peer } from './peer/peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';
import type { Quality } from './peer/quality.ts';
import { PeerMaker } from './peer-maker.ts';
import type { PeersOptions, PictureHandler } from './peers-options.ts';
import { Spare } from './spare.ts';
import type { CallSnapshot, OutgoingMedia } from './state.ts';

/** After a restart of the server members come back one by one. Who has not by then is gone. */
const RETURN_MS = 40_000;

/** The others in the room, one peer each. */
export class Peers {
  readonly #options: PeersOptions;
  readonly #peers = new Map<MemberId, Peer>();
  readonly #maker: PeerMaker;
  readonly #spare = new Spare((role) => this.#maker.make(null, role));
  /** The names of connections that are no more. */
  readonly #spent = new Set<string>();
  readonly #pictureHandlers = new Set<PictureHandler>();
  #returning: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeersOptions) {
    this.#options = options;
    this.#maker = new PeerMaker({
      ...options,
      onDead: (peer, role) => {
        if (this.get(peer.id) === peer) this.#startOver(peer, role);
      },
      onPicture: (from, jpeg) => {
        for (const handler of this.#pictureHandlers) handler(from, jpeg);
      },
    });
  }

  get size(): number {
    return this.#peers.size;
  }

  /** For whom this side is here: to a participant who only watches is nobody to talk to. */
  get company(): readonly Peer[] {
    return this.#maker.role === 'participant'
      ? this.all.filter((peer) => !isWatching(peer))
      : this.all;
  }

  get snapshot(): Pick<CallSnapshot, 'peers' | 'watchers' | 'expectedCamera'> {
    return {
      peers: this.company.map((peer) => peer.snapshot),
      watchers: this.all.filter(isWatching).length,
      expectedCamera: this.#spare.all[0]?.expectedCamera ?? null,
    };
  }

  get ids(): readonly MemberId[] {
    return [...this.#peers.keys()];
  }

  onPicture(handler: PictureHandler): () => void {
    this.#pictureHandlers.add(handler);
    return () => this.#pictureHandlers.delete(handler);
  }

  get isConnected(): boolean {
    return this.company.some((peer) => peer.isConnected);
  }

  get(id: MemberId): Peer | undefined {
    return this.#peers.get(id);
  }

  // What the room tells of the others

  handleNotice(notice: Notice): void {
    switch (notice[0]) {
      case 'otherjoin':
      case 'back':
        this.#handleArrival(notice[0], notice[3] ?? { id: notice[2] });
        break;
      case 'othercalls':
        this.meet(notice[3] ?? { id: notice[2] }, 'callee');
        break;
      case 'away':
        this.get(notice[2])?.setAway(true);
        break;
      case 'bye':
        this.#handleBye(notice[2], notice[3]?.isLost);
        break;
      case 'message':
        this.#handleMessage(notice[3], notice[2]);
        break;
      // Their news comes with the acknowledgements, or to the seat.
      case 'joined':
      case 'full':
      case 'leaved':
      case 'ejected':
      case 'refused':
        break;
    }
  }

  /** The server knows only who has come back so far. The others are still peers, and may yet come. */
  handleRestart(present: readonly MemberInfo[]): void {
    // Who is here already calls those it has to.
    for (const info of present) this.#goOn(info) ?? this.#answerAnew(info);
    const missing = this.ids.filter((id) => !present.some((info) => info.id === id));
    for (const id of missing) this.get(id)?.setAway(true);
    clearTimeout(this.#returning);
    this.#returning = setTimeout(() => {
      for (const id of missing) if (this.get(id)?.isAway) this.#handleBye(id, this.#mayReturn(id));
      // No notice has told of it.
      this.#options.onChange();
    }, RETURN_MS);
  }

  /** Who only sends or only receives is a program: it comes back by itself, as somebody new. */
  #mayReturn(id: MemberId): boolean {
    return this.get(id)?.info.role !== undefined;
  }

  /** Who comes back and remembers goes on where it was. Everybody else is called, by us who are here. */
  #handleArrival(how: 'otherjoin' | 'back', info: MemberInfo): void {
    const known = this.get(info.id);
    const remembers = info.isResumed === true || (how === 'back' && info.isNew !== true);
    if (!known || !remembers) this.#call(info);
    else if (info.isResumed) this.#goOn(info) ?? this.#call(info);
    else known.setAway(false);
  }

  #handleMessage(from: MemberId, signal: Signal): void {
    // Who was here first may speak before the answer that names them is read.
    const peer = this.meet({ id: from }, 'callee');
    const tag = isDescription(signal) ? signal.peer : undefined;
    // Of a connection that was replaced, and late.
    if (tag && this.#spent.has(tag)) return;
    const hasStartedOver = tag && peer.tag && tag !== peer.tag;
    const isNew =
      isDescription(signal) &&
      signal.type === 'offer' &&
      (hasStartedOver || !peer.suits(signal.sdp));
    void (isNew ? this.#answerAnew({ id: from }) : peer).handle(signal);
  }

  #handleBye(id: MemberId, isLost = false): void {
    const peer = this.get(id);
    if (!peer) return;
    const who = peer.snapshot;
    this.#close(id);
    if (isLost) this.#options.onLost(who.name);
    else this.#options.onLeft(who);
  }

  /** Somebody who was there before us. */
  greet(info: MemberInfo): Peer {
    return this.meet(info, info.isYoursToCall ? 'caller' : 'callee');
  }

  /** The one that is there, or a new one. */
  meet(info: MemberInfo, role: PeerOptions['role']): Peer {
    return this.get(info.id) ?? this.#create(info, role);
  }

  /** A new peer, which calls, in the place of any that is there. */
  #call(info: MemberInfo): Peer {
    this.#close(info.id);
    return this.#create(info, 'caller');
  }

  /**
   * After a restart of the server, which forgot what it had taken for those who were away: whoever was connected once
   * goes on, whoever was still negotiating begins again. Null for one who has to.
   */
  #goOn({ id, isAway }: MemberInfo): Peer | null {
    const peer = this.get(id);
    if (!peer?.wasConnected) return null;
    peer.setAway(isAway === true);
    return peer;
  }

  /** A new peer, which answers: the other side has started over. */
  #answerAnew(info: MemberInfo): Peer {
    const known = this.get(info.id)?.info;
    this.#close(info.id);
    return this.#create({ ...known, ...info }, 'callee');
  }

  #close(id: MemberId): void {
    const tag = this.get(id)?.tag;
    if (tag) this.#spent.add(tag);
    this.get(id)?.close();
    this.#peers.delete(id);
  }

  closeAll(): void {
    this.closeOthers();
    this.#spare.drop();
  }

  /** Whoever is met next may find what is ready for them. */
  closeOthers(): void {
    clearTimeout(this.#returning);
    for (const id of this.ids) this.#close(id);
  }

  configure(configuration: RTCConfiguration): void {
    this.#maker.configuration = configuration;
    for (const peer of this.all) peer.configure(configuration);
    this.#spare.renew(configuration);
  }

  /** For peers from then on: before any is met. */
  setRole(role: Role): void {
    if (role !== this.#maker.role) this.#spare.drop();
    this.#maker.role = role;
  }

  setMedia(media: OutgoingMedia): void {
    this.#maker.media = media;
    for (const peer of [...this.all, ...this.#spare.all]) peer.setMedia(media);
  }

  setQuality(quality: Quality): void {
    this.#maker.quality = quality;
    for (const peer of [...this.all, ...this.#spare.all]) peer.setQuality(quality);
  }

  /** The network may be another one. */
  hurry(): void {
    for (const peer of this.all) peer.hurry();
    this.#spare.renew(this.#maker.configuration);
  }

  get all(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  // Nobody is there yet

  /** While nobody else is there. What can be done before somebody comes is done. */
  prepare(): void {
    if (this.size === 0) this.#spare.prepare('caller');
  }

  /** Before joining: what can be done before those who are in call is done. */
  anticipate(isSomebodyIn: boolean): void {
    if (isSomebodyIn) this.#spare.prepare('callee');
    else this.#spare.drop();
  }

  #create(info: MemberInfo, role: PeerOptions['role']): Peer {
    const spare = this.#spare.take(role);
    const peer = spare ?? this.#maker.make(info, role);
    this.#peers.set(info.id, peer);
    spare?.meet(info);
    if (info.isAway) peer.setAway(true);
    return peer;
  }

  /** One side starts over, and the other follows. A program may have nothing to follow with, and be gone. */
  #startOver(peer: Peer, role: PeerOptions['role']): void {
    if (role === 'caller') this.#call(peer.info);
    else if (peer.info.role) this.#options.send({ type: 'unreachable' }, peer.id, peer);
  }
}

function isWatching({ info }: Peer): boolean {
  return info.role === 'receiver';
}
