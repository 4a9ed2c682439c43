import type { PeerConnection } from 'node-datachannel';
import { createTeller, type Teller } from '../teller.ts';
import { Encoding } from './encoding.ts';
import { pictureArguments } from './film-arguments.ts';
import { createJpegSplitter } from './jpeg-splitter.ts';
import { PictureViewer } from './picture-viewer.ts';
import type { Studio, StudioSetup } from './studio.ts';

/** Sends JPEG pictures over data channels. */
export class PictureStudio implements Studio {
  readonly #setup: StudioSetup;
  readonly #viewers = new Set<PictureViewer>();
  readonly #sizes: Teller;
  readonly #news: Teller;
  readonly #encoding: Encoding;

  constructor(setup: StudioSetup) {
    const { ffmpeg, options, teller, say } = setup;
    this.#setup = setup;
    this.#sizes = createTeller(say);
    this.#news = createTeller(say);
    this.#encoding = new Encoding({
      ffmpeg,
      source: options.source,
      arguments: pictureArguments(options),
      onBegin: () => {},
      onOutput: createJpegSplitter((jpeg) => this.#show(jpeg)),
      onTrouble: (sentence) => teller.tell(sentence),
    });
  }

  equip(connection: PeerConnection): PictureViewer {
    const viewer: PictureViewer = new PictureViewer({
      rtc: this.#setup.rtc,
      connection,
      onWatching: () => {
        this.#viewers.add(viewer);
        this.#encoding.want(viewer);
      },
      onGone: () => {
        this.#viewers.delete(viewer);
        this.#encoding.unwant(viewer);
      },
      onTooLarge: () =>
        this.#sizes.tell('The pictures are too large for a message: take a smaller --width.'),
    });
    return viewer;
  }

  close(): Promise<void> {
    return this.#encoding.close();
  }

  #show(jpeg: Buffer): void {
    this.#setup.teller.reset();
    this.#news.tell('Encoding JPEG pictures.');
    for (const viewer of this.#viewers) viewer.show(jpeg);
  }
}
