import type { Accepted } from '../../protocol/events.ts';
import type { Words } from '../../protocol/extension.ts';
import type { RoomId } from '../../protocol/ids.ts';
import type { ExtensionPort } from './extension-port.ts';
import type { Ways } from './ice/ways.ts';
import type { Link } from './link.ts';
import type { Quality } from './peer/quality.ts';
import type { PictureHandler } from './peers-options.ts';
import type { RtcFactory } from './rtc-factory.ts';
import type { SeatMemory } from './seat/seat-memory.ts';
import type { CallSnapshot, OutgoingMedia } from './state.ts';
import type { KeyMemory } from './verification/keyring.ts';

export interface CallOptions extends RtcFactory {
  readonly link: Link;
  /** What it can do, by names that others know, such as that of an extension: they are told. Without it, nothing is said of that. */
  readonly features?: readonly string[];
  /** Of the server, as the page knows it. */
  readonly host?: string;
  /** Milliseconds. */
  readonly now: () => number;
  readonly memory?: SeatMemory;
  /** Whose code was compared before; without it only this call remembers. */
  readonly keys?: KeyMemory;
  /** Told of what went wrong and was survived; for logs. */
  readonly onFault?: (error: unknown) => void;
}

export interface Call {
  readonly snapshot: CallSnapshot;
  onChange(handler: (snapshot: CallSnapshot) => void): () => void;
  /** As a receiver: devices send their video as JPEG pictures, one a message. Each is the newest of its sender. */
  onPicture(handler: PictureHandler): () => void;
  /** At any time, before a call as well: nothing else is ever sent. */
  setMedia(media: OutgoingMedia): void;
  /** At any time: how much is spent on pictures. */
  setQuality(quality: Quality): void;
  /**
   * Before joining: whether somebody is in the room. Then what answers them is made ready, so that they are seen sooner.
   * Nothing of it leaves this machine.
   */
  anticipate(isSomebodyIn: boolean): void;
  /** Who is there, before joining; null where the server doesn't say. */
  look(room: RoomId): Promise<Accepted<'look'> | null>;
  /**
   * Before joining, so that nothing it tells is missed. `roomNow` is for who stands at a door: without it, it is about the
   * room that was asked for last.
   */
  extension<W extends Words>(
    extension: { readonly words: W },
    roomNow?: () => RoomId | null,
  ): ExtensionPort<W>;
  /** At any time, for connections from then on. */
  setWays(ways: Ways): void;
  /** The page goes, and may be reloading: the others are told, the seat waits shortly, everything else is freed. */
  close(): void;
  /** The network is back, or the page is seen again: what was lost is tried at once. */
  hurry(): void;
}
