import type { PeerConnection, Track } from 'node-datachannel';
import type { Equipment } from '../peer.ts';
import { refuseMedia } from '../refused-media.ts';
import type { Rtc } from '../rtc.ts';
import type { Format, Section } from '../sections.ts';
import { sendOver } from '../send-over.ts';
import type { Film, Watcher } from './film.ts';
import { AUDIO_TYPE, VIDEO_TYPE } from './film-arguments.ts';
import { codecNames, withPayloadType } from './packets.ts';

/** A film, and the number of its stream. */
export interface Showing {
  readonly film: Film;
  readonly ssrc: number;
}

export interface FilmViewerOptions {
  readonly rtc: Rtc;
  readonly connection: PeerConnection;
  readonly video: Showing;
  /** Null where there is no sound. */
  readonly audio: Showing | null;
  readonly onWatching: () => void;
  readonly onGone: () => void;
  /** The other side knows none of the codecs that are sent. */
  readonly onUnable: () => void;
}

type Kind = 'video' | 'audio';

const H264 = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';
/** So many packets can be asked for again. */
const KEPT_PACKETS = 1_024;

/** Passes films on to one who watches, whichever side offers. */
export class FilmViewer implements Equipment {
  readonly #options: FilmViewerOptions;
  readonly #passing = new Map<Film, Watcher>();
  /** Kept, since what nobody keeps ends. */
  readonly #tracks: Track[] = [];
  readonly #sends = new Set<Kind>();
  #isConnected = false;

  constructor(options: FilmViewerOptions) {
    this.#options = options;
  }

  offer(): void {
    this.#options.onWatching();
    this.#addTrack('video', 'video', VIDEO_TYPE);
    this.#addTrack('audio', 'audio', AUDIO_TYPE);
  }

  accept(sections: readonly Section[]): void {
    this.#options.onWatching();
    for (const section of sections) {
      if (section.kind === 'video' || section.kind === 'audio') this.#answer(section.kind, section);
    }
  }

  handleConnected(): void {
    this.#isConnected = true;
    for (const [film, watcher] of this.#passing) film.add(watcher);
  }

  handleClosed(): void {
    for (const [film, watcher] of this.#passing) film.remove(watcher);
    this.#passing.clear();
    this.#options.onGone();
  }

  /** The first of each kind is used, where the other side takes what there is to send. */
  #answer(kind: Kind, { mid, direction, formats }: Section): void {
    const isWanted = direction === 'sendrecv' || direction === 'recvonly';
    const format = this.#formatOf(kind, formats);
    const isFirst = !this.#sends.has(kind);
    if (isWanted && isFirst && this.#showing(kind) && format) {
      this.#addTrack(kind, mid, format.payloadType, format.parameters);
      return;
    }
    if (kind === 'video' && isWanted && isFirst && !format) this.#options.onUnable();
    this.#addIdle(kind, mid, formats);
  }

  #showing(kind: Kind): Showing | null {
    return this.#options[kind];
  }

  #formatOf(kind: Kind, formats: readonly Format[]): Format | undefined {
    const showing = this.#showing(kind);
    const codec = showing && codecNames[showing.film.codec];
    const fitting = formats.filter((format) => format.codec === codec);
    if (codec !== 'H264') return fitting[0];
    const whole = fitting.filter(({ parameters }) => parameters.includes('packetization-mode=1'));
    return whole.find(({ parameters }) => /profile-level-id=42/i.test(parameters)) ?? whole[0];
  }

  #addTrack(kind: Kind, mid: string, payloadType: number, parameters?: string): void {
    const showing = this.#showing(kind);
    if (!showing) {
      this.#addIdle(kind, mid, []);
      return;
    }
    this.#sends.add(kind);
    const { film, ssrc } = showing;
    const media = this.#describe(kind, mid, film, { payloadType, parameters });
    media.addSSRC(ssrc, 'parley', 'camera', kind);
    const track = this.#options.connection.addTrack(media);
    track.setMediaHandler(new this.#options.rtc.RtcpNackResponder(KEPT_PACKETS));
    this.#tracks.push(track);
    this.#pass(film, track, payloadType);
  }

  #describe(
    kind: Kind,
    mid: string,
    { codec }: Film,
    { payloadType, parameters }: { payloadType: number; parameters: string | undefined },
  ) {
    const { Audio, Video } = this.#options.rtc;
    if (kind === 'audio') {
      const audio = new Audio(mid, 'SendOnly');
      audio.addOpusCodec(payloadType);
      return audio;
    }
    const video = new Video(mid, 'SendOnly');
    if (codec === 'vp8') video.addVP8Codec(payloadType);
    else video.addH264Codec(payloadType, parameters ?? H264);
    return video;
  }

  #pass(film: Film, track: Track, payloadType: number): void {
    const watcher: Watcher = {
      take(packet) {
        const isReport = packet[1] === 200;
        sendOver(track, isReport ? packet : withPayloadType(packet, payloadType));
      },
    };
    this.#passing.set(film, watcher);
    if (this.#isConnected) film.add(watcher);
  }

  /** A section that nothing is sent in, and nothing wanted from. */
  #addIdle(kind: Kind, mid: string, formats: readonly Format[]): void {
    const { rtc, connection } = this.#options;
    const refused = refuseMedia(rtc, connection, { kind, mid, formats });
    if (refused) this.#tracks.push(refused);
  }
}
