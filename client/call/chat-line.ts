export interface ChatLine {
  /** Its own among all lines of the call. */
  readonly id: string;
  readonly from: 'me' | 'them';
  /** As it was typed: text, never markup. */
  readonly text: string;
  readonly at: number;
  /** False while it is on its way, or waits for the other side to be back. */
  readonly isDelivered: boolean;
}
