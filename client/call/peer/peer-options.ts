import type { MemberInfo } from '../../../protocol/events.ts';
import type { Report } from '../../../protocol/ice.ts';
import type { MemberId } from '../../../protocol/ids.ts';
import type { Signal } from '../../../protocol/signals.ts';
import type { FilePipe } from '../files/file-pipe.ts';
import type { Keyring } from '../verification/keyring.ts';
import type { Codecs } from './codec-order.ts';
import type { AnswerTo } from './negotiation.ts';
import type { PeerChat } from './peer-chat.ts';

/** The other one, as far as a chat knows it. */
export interface Speaker {
  readonly id: MemberId;
  readonly chat: PeerChat;
}

export interface PeerOptions {
  readonly connection: RTCPeerConnection;
  /** What leaves for the other side belongs to this one stream, which itself stays empty. */
  readonly stream: MediaStream;
  /** Null for a peer that is made before the other one is there: see `meet`. */
  readonly info: MemberInfo | null;
  /** The caller was in the room first: it makes the first offer, and is the impolite one. */
  readonly role: 'caller' | 'callee';
  /** This side only watches: it sends nothing, and says nothing. */
  readonly isReceiver: boolean;
  /** Names this peer to the other side; the callee learns it from the offer. */
  readonly tag: string | null;
  /** See rehearsal.ts; null for none. */
  readonly answerTo: AnswerTo | null;
  readonly measureEveryMs?: number | undefined;
  readonly codecs: Codecs | null;
  readonly keyring: Keyring;
  readonly send: (signal: Signal) => void;
  /** The connection is lost beyond repair: only a new peer can help. */
  readonly onDead: () => void;
  /** Nothing comes from there any more; whose network it is that failed, nobody can tell yet. */
  readonly onSilence: () => void;
  /** How a connection came about, or why none did. Each is told once. */
  readonly onReport: (report: Report) => void;
  readonly onChange: () => void;
  /** What comes of a chat; `id` is null in clients that give none. */
  readonly onLine: (from: Speaker, id: string | null, text: string) => void;
  readonly onReceipt: (from: Speaker, id: string) => void;
  /** Lines can be sent now. */
  readonly onChatOpen: (from: Speaker) => void;
  /** To a receiver: one came as a JPEG. */
  readonly onPicture: (jpeg: ArrayBuffer) => void;
  readonly onFiles: (pipe: FilePipe) => void;
  readonly onFault: (error: unknown) => void;
}
