import { randomInt } from 'node:crypto';
import type { PeerConnection } from 'node-datachannel';
import type { Other } from '../room-link.ts';
import { createTeller } from '../teller.ts';
import { type Encoder, findEncoder } from './encoders.ts';
import { Encoding } from './encoding.ts';
import { Film } from './film.ts';
import { filmArguments } from './film-arguments.ts';
import { FilmViewer, type Showing } from './film-viewer.ts';
import { openRtpPort, type RtpPort } from './rtp-port.ts';
import type { Studio, StudioSetup } from './studio.ts';

interface Ports {
  readonly video: RtpPort;
  readonly audio: RtpPort;
}

/** Sends what was encoded once to everybody, as media. */
export async function openFilmStudio(setup: StudioSetup): Promise<Studio> {
  const { options, ffmpeg } = setup;
  const encoder = await findEncoder(options, ffmpeg);
  const shown = { video: newShowing(options.codec), audio: newShowing('opus') };
  const news = createTeller(setup.say);
  const ports = {
    video: await openRtpPort((packet) => {
      setup.teller.reset();
      news.tell(`Encoding with ${encoder.name}.`);
      shown.video.film.take(packet);
    }),
    audio: await openRtpPort((packet) => shown.audio.film.take(packet)),
  };
  return new FilmStudio(setup, shown, ports, encoder);
}

function newShowing(codec: Film['codec']): Showing {
  return { film: new Film(codec, Date.now), ssrc: randomInt(1, 2 ** 32) };
}

interface Shown {
  readonly video: Showing;
  readonly audio: Showing;
}

class FilmStudio implements Studio {
  readonly #setup: StudioSetup;
  readonly #shown: Shown;
  readonly #ports: Ports;
  readonly #encoding: Encoding;

  constructor(setup: StudioSetup, shown: Shown, ports: Ports, encoder: Encoder) {
    this.#setup = setup;
    this.#shown = shown;
    this.#ports = ports;
    const { options, ffmpeg, teller } = setup;
    this.#encoding = new Encoding({
      ffmpeg,
      source: options.source,
      arguments: filmArguments(options, encoder, {
        video: { port: ports.video.port, ssrc: shown.video.ssrc },
        audio: { port: ports.audio.port, ssrc: shown.audio.ssrc },
      }),
      onBegin: () => {
        for (const { film } of [shown.video, shown.audio]) film.begin();
      },
      onOutput: () => {},
      onTrouble: (sentence) => teller.tell(sentence),
    });
  }

  equip(connection: PeerConnection, other: Other): FilmViewer {
    const { rtc, options } = this.#setup;
    const viewer: FilmViewer = new FilmViewer({
      rtc,
      connection,
      video: this.#shown.video,
      audio: options.hasAudio ? this.#shown.audio : null,
      onWatching: () => this.#encoding.want(viewer),
      onGone: () => this.#encoding.unwant(viewer),
      onUnable: () => this.#tellUnable(other),
    });
    return viewer;
  }

  async close(): Promise<void> {
    await this.#encoding.close();
    this.#ports.video.close();
    this.#ports.audio.close();
  }

  #tellUnable({ id, name }: Other): void {
    const { options, say } = this.#setup;
    const codec = options.codec.toUpperCase();
    say(`${name ?? id} can't watch ${codec}; another --codec may do.`);
  }
}
