import type { IceServer, Verdict } from '../../protocol/ice.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import type { ChatLine } from './chat-line.ts';
import type { CallProblem } from './errors.ts';
import type { FileSnapshot } from './files/file-snapshot.ts';
import type { Greeted } from './greeting.ts';
import type { Sample } from './statistics/sample.ts';
import type { Comparison } from './verification/keyring.ts';
import type { VerificationSnapshot } from './verification/verification.ts';

/** Where a call stands. Only the state that has a fact has the field. Times are of the clock passed in, ms. */
export type CallStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'joining' }
  /** The server said no, or can't be reached: not in the room. */
  | { readonly kind: 'refused'; readonly problem: CallProblem }
  /** Seated, alone. `lost`: the name of one who was there, and whose connection was lost; absent where nobody was. */
  | { readonly kind: 'waiting'; readonly lost?: { readonly name: string | null } }
  /** The other person is here; media doesn't flow yet. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'ended'; readonly ending: Ending };

export interface Ending {
  /** `taken-over`: it goes on in another tab, which has the seat now. */
  readonly reason: 'you-left' | 'other-left' | 'taken-over';
  /** The name of the one who left, where it was given. */
  readonly by: string | null;
  readonly at: number;
  /** Null where nobody was ever connected. */
  readonly lastedMs: number | null;
}

export interface PeerSnapshot {
  readonly id: MemberId;
  readonly name: string | null;
  /** What it says that it can do; null where it says nothing of that (clients of others, as a rule). */
  readonly features: readonly string[] | null;
  readonly connection: 'connecting' | 'connected' | 'interrupted' | 'failed';
  /** How often ICE was restarted since it was connected last. */
  readonly restarts: number;
  /** Why no connection came about; null until one failed to. */
  readonly failure: { readonly verdict: Verdict; readonly relay: string | null } | null;
  /** Its connection to the server is lost, its seat is held: it may be back in a moment. */
  readonly isAway: boolean;
  /** What arrives. A track may be there and carry nothing: see `isSending`. */
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  /** The way there is too narrow for the picture of this side just now. */
  readonly isPictureHeldBack: boolean;
  /** Somebody is writing there. */
  readonly isWriting: boolean;
  /** The other side says that it keeps a recording. */
  readonly isRecording: boolean;
  /** What the other side says it sends; null until it has said so (clients of others never do). */
  readonly isSending: {
    readonly microphone: boolean;
    readonly camera: boolean;
    /** The picture is a screen: nothing of it may be cut off. */
    readonly screen: boolean;
    /** Its way is too narrow for a picture just now. */
    readonly isPaused: boolean;
  } | null;
  /** What was measured last; null before that, and where nothing is measured. */
  readonly sample: Sample | null;
  readonly verification: VerificationSnapshot;
}

export interface JoinCallOptions {
  readonly name?: string;
  /**
   * Without it a participant, whose call is over when everybody else has left. A receiver sends nothing, and waits for
   * whoever sends, one or many, until it leaves.
   */
  readonly role?: Role;
  /** What extensions ask of who enters, by the names of their options. */
  readonly entry?: Readonly<Record<string, unknown>>;
  /** What was said before a reload of this side. */
  readonly chat?: readonly ChatLine[];
}

/**
 * The whole call as plain state. The page draws it and changes nothing in it.
 * An action that is absent is a control that is disabled.
 */
export interface CallSnapshot {
  readonly status: CallStatus;
  readonly room: RoomId | null;
  readonly me: MemberId | null;
  /** The seats of the room, one's own among them; null without a seat. */
  readonly capacity: number | null;
  readonly isServerReachable: boolean;
  /** What it said of itself last; null before that, and where it is older than `hello`. */
  readonly server: Greeted | null;
  /** What it offers to help with connecting, with credentials: not for logs. */
  readonly servers: readonly IceServer[];
  readonly peers: readonly PeerSnapshot[];
  /** So many receive, and send nothing. To a participant they are no peers: nobody to talk to. */
  readonly watchers: number;
  /**
   * On it the picture of whoever is met next will come: it is the `camera` of that peer then, and a player can be ready for
   * it. Null while nobody is expected.
   */
  readonly expectedCamera: MediaStreamTrack | null;
  readonly chat: readonly ChatLine[];
  readonly files: readonly FileSnapshot[];
  readonly actions: {
    readonly join?: (room: RoomId, options: JoinCallOptions) => void;
    readonly hangUp?: () => void;
    /** Also while the other side is away: it arrives when that is back. */
    readonly sendChat?: (text: string) => void;
    /** Somebody is writing here, and has not sent it yet. */
    readonly noteWriting?: () => void;
    readonly sendFiles?: (files: readonly File[]) => void;
    /** What came of comparing codes with a peer. */
    readonly setCompared?: (peer: MemberId, comparison: Comparison) => void;
  };
}

/** What this side sends; null sends nothing of that kind, without a new negotiation. */
export interface OutgoingMedia {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  /** The picture is a screen, in the place of the camera. */
  readonly isScreen?: boolean;
  /** This side keeps a recording: the other is told. */
  readonly isRecording?: boolean;
  /** The sound is of the screen alone: whoever shows it is muted. */
  readonly isMuted?: boolean;
}
