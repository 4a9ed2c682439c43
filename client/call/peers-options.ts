import type { Report } from '../../protocol/ice.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import type { FilePipe } from './files/file-pipe.ts';
import type { Peer } from './peer/peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';
import type { RtcFactory } from './rtc-factory.ts';
import type { PeerSnapshot } from './state.ts';
import type { Keyring } from './verification/keyring.ts';

export type PictureHandler = (from: MemberId, jpeg: ArrayBuffer) => void;

export interface PeersOptions {
  readonly rtc: RtcFactory;
  readonly keyring: Keyring;
  readonly send: (signal: Signal, to: MemberId, peer: Peer) => void;
  readonly onChange: () => void;
  readonly onLine: PeerOptions['onLine'];
  readonly onReceipt: PeerOptions['onReceipt'];
  readonly onChatOpen: PeerOptions['onChatOpen'];
  readonly onFiles: (from: MemberId, pipe: FilePipe) => void;
  readonly onReport: (report: Report) => void;
  /** Somebody has gone for good. */
  readonly onLeft: (who: PeerSnapshot) => void;
  /** Somebody's connection was lost for longer than a seat is held. They may come back. */
  readonly onLost: (name: string | null) => void;
  readonly onSilence: () => void;
  readonly onFault: (error: unknown) => void;
}
