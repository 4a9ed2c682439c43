import type { Control } from '../../../protocol/channel.ts';
import type { PeerSnapshot } from '../state.ts';

/** Somebody who writes says so again before this is over. */
const WRITING_MS = 5_000;

/** What another member says of itself. */
export class OtherSide {
  readonly #onChange: () => void;
  #isSending: PeerSnapshot['isSending'] = null;
  #isRecording = false;
  #isWriting = false;
  #knows: readonly string[] = [];
  #writingEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get snapshot(): Pick<PeerSnapshot, 'isSending' | 'isRecording' | 'isWriting'> {
    return {
      isSending: this.#isSending,
      isRecording: this.#isRecording,
      isWriting: this.#isWriting,
    };
  }

  knows(what: string): boolean {
    return this.#knows.includes(what);
  }

  handleMedia(control: Extract<Control, { type: 'media' }>): void {
    const { microphone, camera, recording = false, knows = [] } = control;
    const { screen = false, paused = false } = control;
    this.#isSending = { microphone, camera, screen, isPaused: paused };
    this.#isRecording = recording;
    this.#knows = knows;
  }

  setWriting(isWriting: boolean): void {
    clearTimeout(this.#writingEnds);
    this.#isWriting = isWriting;
    if (isWriting) this.#writingEnds = setTimeout(() => this.setWriting(false), WRITING_MS);
    this.#onChange();
  }

  stop(): void {
    clearTimeout(this.#writingEnds);
  }
}
