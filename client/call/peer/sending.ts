import type { Control } from '../../../protocol/channel.ts';
import type { OutgoingMedia } from '../state.ts';
import type { Sample } from '../statistics/sample.ts';
import { PicturePause } from './picture-pause.ts';
import { autoQuality, type Quality } from './quality.ts';
import type { Transceivers } from './transceivers.ts';

export interface SendingOptions {
  readonly transceivers: Transceivers;
  readonly tell: (control: Control) => void;
  readonly onFault: (error: unknown) => void;
}

/** What this side sends to one other, and what it says of that. */
export class Sending {
  readonly #options: SendingOptions;
  #media: OutgoingMedia = { microphone: null, camera: null };
  #quality: Quality = autoQuality;
  /** The other side may want to spend nothing on it. */
  #wantsPicture = true;
  readonly #pause = new PicturePause(() => this.#send());

  constructor(options: SendingOptions) {
    this.#options = options;
  }

  setMedia(media: OutgoingMedia): void {
    this.#media = media;
    this.#send();
  }

  setQuality(quality: Quality): void {
    const { transceivers, onFault } = this.#options;
    this.#quality = quality;
    transceivers.setQuality(quality).catch(onFault);
    this.#send();
  }

  handleWish(wantsPicture: boolean): void {
    if (wantsPicture === this.#wantsPicture) return;
    this.#wantsPicture = wantsPicture;
    this.#send();
  }

  /** Whether the way is too narrow for a picture now. */
  get isPaused(): boolean {
    return this.#pause.isPaused;
  }

  handleSample(sample: Sample): void {
    this.#pause.handle(sample);
  }

  tell(): void {
    const { microphone, camera, isScreen, isMuted, isRecording } = this.#wanted;
    this.#options.tell({
      type: 'media',
      microphone: microphone !== null && !isMuted,
      camera: camera !== null,
      knows: ['chat'],
      ...(isScreen && { screen: true }),
      ...(this.#isHeldBack && { paused: true }),
      ...(isRecording && { recording: true }),
      ...(this.#quality.level === 'audio-only' && { wantsPicture: false }),
    });
  }

  /** Without the picture where either side wants none. */
  get #wanted(): OutgoingMedia {
    const isWanted = this.#wantsPicture && this.#quality.level !== 'audio-only' && !this.isPaused;
    return isWanted ? this.#media : { ...this.#media, camera: null, isScreen: false };
  }

  /** There would be a picture, if the way could carry it. */
  get #isHeldBack(): boolean {
    return this.isPaused && this.#media.camera !== null;
  }

  #send(): void {
    const { transceivers, onFault } = this.#options;
    transceivers.send(this.#wanted).catch(onFault);
    this.tell();
  }
}
