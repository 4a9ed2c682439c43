import { type DescriptionSignal, isDescription } from '../../../protocol/signals.ts';
import type { Codecs } from './codec-order.ts';
import { Negotiation } from './negotiation.ts';
import { Transceivers } from './transceivers.ts';

export interface RehearsalOptions {
  /** Used for a moment: nobody is ever connected to it. */
  readonly connection: RTCPeerConnection;
  readonly stream: MediaStream;
  readonly codecs: Codecs | null;
}

/**
 * The answer that another client of ours would give. Taken for a provisional one (RFC 8829, section 4.1.8.1), it lets a
 * browser make its encoders while nobody is there. Made with the final answer, they cost the other side a picture:
 * Chromium throws away the first that comes to a new encoder, and the next comes 33 ms later.
 */
export async function rehearse(
  offer: DescriptionSignal,
  { connection, stream, codecs }: RehearsalOptions,
): Promise<DescriptionSignal> {
  const transceivers = new Transceivers(connection, stream, codecs);
  try {
    return await new Promise((resolve, reject) => {
      const other = new Negotiation({
        connection,
        polite: true,
        isFirstOfferMine: false,
        tag: null,
        answerTo: null,
        send: (signal) => isDescription(signal) && resolve(signal),
        beforeAnswer: () => transceivers.accept(),
        afterAnswer: () => {},
        onStuck: () => {},
        onFault: reject,
      });
      void other.handle(offer);
    });
  } finally {
    connection.close();
  }
}
