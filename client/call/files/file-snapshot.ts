import type { MemberId } from '../../../protocol/ids.ts';
import type { FileSink } from './file-sink.ts';

/** Why a file did not arrive, where nobody chose so. */
export type FileFailure =
  /** What arrived is not what was sent. */
  | 'damaged'
  /** The page at the other end was loaded anew, and knows nothing of it. */
  | 'forgotten'
  /** One of the two has left the call. */
  | 'left'
  /** The one who sends can't read it (any more). */
  | 'unreadable'
  /** The one who receives can't write it: no space, or no leave. */
  | 'unwritable'
  /** More at once than the other side takes. */
  | 'too-many';

/** Only the state that has a fact has the field. */
export type FileState =
  | { readonly kind: 'offered' }
  /** Accepted. Bytes are those that the receiver has; the speed is null until it is known, or while nothing flows. */
  | { readonly kind: 'moving'; readonly bytes: number; readonly bytesPerSecond: number | null }
  /** Arrived, and compared. The content is there for the receiver, as far as its sink gives it, and for the sender. */
  | { readonly kind: 'done'; readonly content: Blob | null }
  | { readonly kind: 'declined' }
  | { readonly kind: 'cancelled'; readonly by: 'me' | 'them' }
  | { readonly kind: 'failed'; readonly why: FileFailure };

/** One file, on its way to one member or from one. An action that is absent is a control that is disabled. */
export interface FileSnapshot {
  /** Unlike any other of this call. */
  readonly key: string;
  readonly from: 'me' | 'them';
  /** The other side of it. */
  readonly member: MemberId;
  /** Safe to show and to save by. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** As the sender says; may be empty, and may lie. */
  readonly mime: string;
  readonly at: number;
  readonly state: FileState;
  readonly actions: {
    readonly accept?: (sink: FileSink) => void;
    readonly decline?: () => void;
    readonly cancel?: () => void;
  };
}
