import type { Accepted } from '../../protocol/events.ts';
import type { Words } from '../../protocol/extension.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import type { Signal } from '../../protocol/signals.ts';
import { actionsOf } from './actions.ts';
import type { Call, CallOptions } from './call-port.ts';
import type { ChatLine } from './chat-line.ts';
import type { CallProblem } from './errors.ts';
import { createExtensionPort } from './extension-port.ts';
import { type Greeted, greet } from './greeting.ts';
import { IceSource } from './ice/ice-source.ts';
import type { Ways } from './ice/ways.ts';
import type { Link } from './link.ts';
import type { Peer } from './peer/peer.ts';
import type { Quality } from './peer/quality.ts';
import { Peers } from './peers.ts';
import type { PictureHandler } from './peers-options.ts';
import { type Phase, statusOf } from './phase.ts';
import { Seat } from './seat/seat.ts';
import { noMemory } from './seat/seat-memory.ts';
import type { CallSnapshot, Ending, JoinCallOptions, OutgoingMedia } from './state.ts';
import { Talk } from './talk.ts';
import { createKeyMemory, Keyring } from './verification/keyring.ts';

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
  #role: Role = 'participant';
  #talk: Talk;
  #connectedSince: number | null = null;
  #server: Greeted | null = null;
  #lost: { readonly name: string | null } | null = null;
  #snapshot: CallSnapshot;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#link = options.link;
    this.#talk = this.#createTalk();
    this.#peers = new Peers({
      rtc: options,
      keyring: new Keyring(options.keys ?? createKeyMemory(), options.now),
      send: (signal, to, peer) => this.#signal(signal, to, peer),
      onChange: () => this.#changed(),
      onLine: (peer, id, text) => this.#talk.handleLine(peer, id, text),
      onReceipt: (peer, id) => this.#talk.handleReceipt(peer, id),
      onChatOpen: (peer) => this.#talk.handleOpen(peer),
      onFiles: (from, pipe) => this.#talk.attach(from, pipe),
      onReport: (report) => {
        if (this.#room !== null) this.#link.request('report', [this.#room, report]);
      },
      onLeft: ({ name, failure }) => this.#handleLeft(name, failure !== null),
      onLost: (name) => {
        this.#lost = { name };
      },
      onSilence: () => this.#link.check(),
      onFault: (error) => options.onFault?.(error),
    });
    this.#ice = new IceSource({
      link: options.link,
      host: options.host ?? null,
      onConfiguration: (configuration) => this.#peers.configure(configuration),
    });
    this.#snapshot = this.#takeSnapshot();
    greet(this.#link, options.features, (server) => {
      this.#server = server;
      this.#changed();
    });
    this.#link.onNotice((notice) => this.#seat?.handleNotice(notice));
    this.#link.onOther((name, [room]) => this.#seat?.handleUnread(name, room));
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

  onPicture(handler: PictureHandler): () => void {
    return this.#peers.onPicture(handler);
  }

  setMedia(media: OutgoingMedia): void {
    this.#peers.setMedia(media);
    this.#changed();
  }

  setQuality(quality: Quality): void {
    this.#peers.setQuality(quality);
  }

  anticipate(isSomebodyIn: boolean): void {
    if (this.#seat) return;
    this.#peers.anticipate(isSomebodyIn);
    this.#changed();
  }

  look(room: RoomId): Promise<Accepted<'look'> | null> {
    return new Promise((resolve) => {
      this.#link.request('look', [room], (answer) => resolve(answer?.ok ? answer : null));
    });
  }

  extension<W extends Words>({ words }: { readonly words: W }, roomNow = () => this.#room) {
    return createExtensionPort(words, this.#link, roomNow);
  }

  setWays(ways: Ways): void {
    this.#ice.setWays(ways);
  }

  close(): void {
    this.#ice.stop();
    this.#seat?.hold();
    this.#peers.closeAll();
    this.#talk.close();
    this.#phase = { kind: 'idle' };
    this.#link.close();
    this.#handlers.clear();
  }

  hurry(): void {
    this.#link.check();
    this.#peers.hurry();
  }

  // Actions

  #join(room: RoomId, { name, role, chat, entry }: JoinCallOptions): void {
    const { memory = noMemory } = this.#options;
    this.#room = room;
    this.#role = role ?? 'participant';
    this.#peers.setRole(this.#role);
    this.#talk.close();
    this.#talk = this.#createTalk(chat);
    this.#connectedSince = null;
    this.#lost = null;
    this.#link.hurry();
    const seat: Seat = new Seat({
      link: this.#link,
      memory,
      room,
      name,
      role,
      entry,
      events: {
        onSeated: (answer, since) => this.#handleSeated(seat, answer, since),
        onRefused: (problem) => this.#handleRefused(problem),
        onNotice: (notice) => {
          this.#peers.handleNotice(notice);
          if (this.#phase.kind === 'seated') this.#peers.prepare();
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

  #end(reason: Ending['reason'], by: string | null): void {
    this.#ice.stop();
    this.#peers.closeAll();
    this.#talk.close();
    const since = this.#connectedSince;
    const at = this.#options.now();
    const lastedMs = since === null ? null : at - since;
    this.#phase = { kind: 'ended', ending: { reason, by, at, lastedMs } };
    this.#changed();
  }

  // From the seat

  #handleSeated(
    seat: Seat,
    answer: Accepted<'join'>,
    since: 'anew' | 'continues' | 'server-restarted',
  ): void {
    const { room, id, members, ice } = answer;
    this.#phase = { kind: 'seated', seat, answer };
    if (ice) this.#ice.take(room, ice);
    const others = members.filter((member) => member.id !== id);
    if (since === 'anew') {
      this.#peers.closeOthers();
      for (const info of others) this.#peers.greet(info);
      this.#talk.retain(this.#peers.ids);
    } else if (since === 'server-restarted') {
      this.#peers.handleRestart(others);
    }
    this.#peers.hurry();
    this.#peers.prepare();
    this.#changed();
  }

  #handleRefused(problem: CallProblem): void {
    this.#peers.closeAll();
    this.#talk.close();
    this.#phase = { kind: 'refused', problem };
    this.#changed();
  }

  /** The room is for two, or for few: once there was a call, or why there was none, it is over with the last of them. */
  #handleLeft(name: string | null, hasFailed: boolean): void {
    this.#talk.retain(this.#peers.ids);
    const isWaitedFor = this.#connectedSince === null && !hasFailed;
    if (!this.#isAlone || this.#role !== 'participant' || isWaitedFor) return;
    this.#seat?.leave();
    this.#end('other-left', name);
  }

  // Peers

  /** Through the server; past it while it, or the other side's way to it, is lost. */
  #signal(signal: Signal, to: MemberId, peer: Peer): void {
    const isUp = this.#link.isUp && !peer.isAway;
    if (isUp || !peer.sendThroughChannel(signal)) this.#seat?.send(signal, to);
  }

  // State

  #createTalk(before: readonly ChatLine[] = []): Talk {
    const { now, onFault } = this.#options;
    return new Talk({
      now,
      before,
      peers: () => this.#peers.company,
      onChange: () => this.#changed(),
      onFault: (error) => onFault?.(error),
    });
  }

  get #isAlone(): boolean {
    return this.#peers.company.length === 0;
  }

  get #seat(): Seat | null {
    return 'seat' in this.#phase ? this.#phase.seat : null;
  }

  #changed(): void {
    if (this.#peers.isConnected) this.#connectedSince ??= this.#options.now();
    this.#snapshot = this.#takeSnapshot();
    for (const handler of this.#handlers) handler(this.#snapshot);
  }

  #takeSnapshot(): CallSnapshot {
    const seated = this.#phase.kind === 'seated' ? this.#phase.answer : null;
    return {
      status: statusOf(this.#phase, {
        isAlone: this.#isAlone,
        lost: this.#lost,
        connectedSince: this.#connectedSince,
      }),
      room: this.#room,
      me: seated?.id ?? null,
      capacity: seated?.capacity ?? null,
      isServerReachable: this.#link.isUp,
      server: this.#server,
      servers: this.#ice.offered,
      ...this.#peers.snapshot,
      chat: this.#talk.lines,
      files: this.#talk.files.snapshots,
      actions: actionsOf({
        isInRoom: this.#seat !== null,
        isAlone: this.#isAlone,
        talk: this.#talk,
        peers: this.#peers,
        join: (room, how) => this.#join(room, how),
        hangUp: () => this.#hangUp(),
      }),
    };
  }
}
