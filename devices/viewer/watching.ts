import type { DataChannel, PeerConnection, Track } from 'node-datachannel';
import { CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL } from '../../protocol/channel.ts';
import { type Codec, chooseStream, type Stream, type VideoCodec } from '../codecs.ts';
import type { Equipment } from '../peer.ts';
import { refuseMedia } from '../refused-media.ts';
import type { Rtc } from '../rtc.ts';
import type { Section } from '../sections.ts';
import type { Frame } from './frames.ts';
import { IncomingTrack } from './incoming-track.ts';
import { createMoments, type Moments } from './moments.ts';
import type { Figures } from './report.ts';

/** Those of our own page are for other things. */
const OTHERS: readonly string[] = [CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL];
/** As devices of the direct family have it. */
const CHANNEL = 'video';
const CHECK_EVERY_MS = 50;
/** In an offer of ours. */
const FIRST_TYPE = 96;
const SOUND_TYPE = 111;
/** What begins a JPEG picture (ITU-T T.81, B.1.1.3). */
const PICTURE_START = Buffer.from([0xff, 0xd8]);

interface WatchingOptions {
  readonly rtc: Rtc;
  readonly connection: PeerConnection;
  /** Unlike any other that is there. */
  readonly sender: string;
  readonly order: readonly VideoCodec[];
  readonly now: () => number;
  readonly onConnected: () => void;
  readonly onFrame: (frame: Frame) => void;
  readonly onPicture: (jpeg: Buffer) => void;
  readonly onClosed: () => void;
  readonly onTrouble: (sentence: string) => void;
}

/** One sender, as this side receives it. */
export class Watching implements Equipment {
  readonly #options: WatchingOptions;
  readonly #tracks: IncomingTrack[] = [];
  /** What is not kept is collected, though it is open. */
  readonly #kept: (DataChannel | Track)[] = [];
  readonly #checking: ReturnType<typeof setInterval>;
  #pictures = 0;
  #pictureBytes = 0;
  #toldMs: number;
  #state: 'new' | 'connected' | 'closed' = 'new';

  constructor(options: WatchingOptions) {
    const { connection, now } = options;
    this.#options = options;
    this.#toldMs = now();
    connection.onDataChannel((channel) => this.#use(channel));
    this.#checking = setInterval(() => {
      for (const track of this.#tracks) track.check();
    }, CHECK_EVERY_MS);
  }

  get isConnected(): boolean {
    return this.#state === 'connected';
  }

  get hasSound(): boolean {
    return this.#tracks.some(({ isPicture }) => !isPicture);
  }

  offer(): void {
    const { connection, order } = this.#options;
    const video = order.map((codec, index) => streamOf(codec, FIRST_TYPE + index));
    this.#receive('video', 'video', video);
    this.#receive('audio', 'audio', [streamOf('OPUS', SOUND_TYPE)]);
    this.#use(connection.createDataChannel(CHANNEL));
  }

  accept(sections: readonly Section[]): void {
    for (const section of sections) {
      const { kind, mid, direction } = section;
      if (kind !== 'video' && kind !== 'audio') continue;
      const stream = chooseStream(section, kind === 'video' ? this.#options.order : ['OPUS']);
      const isSent = direction === 'sendrecv' || direction === 'sendonly';
      if (stream && isSent) this.#receive(kind, mid, [stream]);
      else this.#refuse(section, isSent);
    }
  }

  handleConnected(): void {
    this.#begin();
  }

  handleClosed(): void {
    this.#state = 'closed';
    clearInterval(this.#checking);
    this.#options.onClosed();
  }

  wishPicture(): void {
    for (const track of this.#tracks) track.wishPicture();
  }

  streamOf({ codec }: Frame): Stream | null {
    const streams = this.#tracks.flatMap((track) => track.streams);
    return streams.find((one) => one.codec === codec) ?? null;
  }

  /** A clock for frames of all tracks, as far as it is known now. */
  createMoments(): Moments {
    return createMoments(
      new Map(
        this.#tracks.flatMap(({ streams, report }) =>
          streams.map(({ codec }) => [codec, report] as const),
        ),
      ),
    );
  }

  /** Since it was asked last; and reports to the sender. */
  figures(): Figures {
    const { now, sender } = this.#options;
    const seconds = Math.max(0.001, (now() - this.#toldMs) / 1000);
    this.#toldMs = now();
    const told = this.#tracks.map((track) => ({ ...track.tell(), isPicture: track.isPicture }));
    const sum = (of: (one: (typeof told)[number]) => number) =>
      told.reduce((all, one) => all + of(one), 0);
    const bytes = sum((one) => one.bytes) + this.#pictureBytes;
    const frames = sum((one) => (one.isPicture ? one.frames : 0)) + this.#pictures;
    const lost = sum((one) => one.lost);
    this.#pictures = 0;
    this.#pictureBytes = 0;
    return {
      sender,
      kilobitsPerSecond: Math.round((bytes * 8) / 1000 / seconds),
      picturesPerSecond: Math.round(frames / seconds),
      lostPercent: toTenth((100 * lost) / Math.max(1, lost + sum((one) => one.packets))),
      jitterMs: this.#jitterMs,
      roundTripMs: this.#roundTripMs,
    };
  }

  get #jitterMs(): number | null {
    const track = this.#tracks.find(({ isPicture }) => isPicture) ?? this.#tracks[0];
    return track ? toTenth(track.jitterMs) : null;
  }

  get #roundTripMs(): number | null {
    const told = this.#tracks.map(({ roundTripMs }) => roundTripMs).find((ms) => ms !== null);
    const ofChannel = this.#options.connection.rtt();
    const ms = told ?? (ofChannel > 0 ? ofChannel : null);
    return ms === null ? null : toTenth(ms);
  }

  /** The first picture may be heard of before the connection it came by is. */
  #begin(): void {
    if (this.#state !== 'new') return;
    this.#state = 'connected';
    this.#options.onConnected();
  }

  #show(frame: Frame): void {
    this.#begin();
    this.#options.onFrame(frame);
  }

  #receive(kind: 'video' | 'audio', mid: string, streams: readonly Stream[]): void {
    const { rtc, connection, now } = this.#options;
    const media = new (kind === 'video' ? rtc.Video : rtc.Audio)(mid, 'RecvOnly');
    for (const stream of streams) addCodec(media, stream);
    const track = connection.addTrack(media);
    this.#kept.push(track);
    this.#tracks.push(
      new IncomingTrack({ track, streams, now, onFrame: (frame) => this.#show(frame) }),
    );
  }

  #refuse(section: Section, isSent: boolean): void {
    const { rtc, connection, onTrouble, sender } = this.#options;
    const refused = refuseMedia(rtc, connection, section);
    if (refused) this.#kept.push(refused);
    const names = [...new Set(section.formats.map(({ codec }) => codec))].join(', ');
    if (isSent) onTrouble(`${sender} sends ${section.kind} that is not received here: ${names}.`);
  }

  #use(channel: DataChannel): void {
    this.#kept.push(channel);
    if (OTHERS.includes(channel.getLabel())) return;
    channel.onMessage((data) => {
      if (typeof data === 'string') return;
      const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data);
      if (!bytes.subarray(0, 2).equals(PICTURE_START)) return;
      this.#pictures += 1;
      this.#pictureBytes += bytes.length;
      this.#begin();
      this.#options.onPicture(bytes);
    });
  }
}

type Media = InstanceType<Rtc['Video']> | InstanceType<Rtc['Audio']>;

function addCodec(media: Media, { codec, payloadType, parameters }: Stream): void {
  if ('addOpusCodec' in media) media.addOpusCodec(payloadType);
  else if (codec === 'VP9') media.addVP9Codec(payloadType);
  else if (codec === 'VP8') media.addVP8Codec(payloadType);
  else if (parameters === '') media.addH264Codec(payloadType);
  else media.addH264Codec(payloadType, parameters);
}

function streamOf(codec: Codec, payloadType: number): Stream {
  return { codec, payloadType, parameters: '' };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
