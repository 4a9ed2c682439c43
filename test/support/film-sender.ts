import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { PeerConnection, Track } from 'node-datachannel';
import { onTestFinished, vi } from 'vitest';
import { enterRoom } from '../../devices/links/enter-room.ts';
import type { Equipment } from '../../devices/peer.ts';
import { Peers } from '../../devices/peers.ts';
import type { Rtc } from '../../devices/rtc.ts';
import type { Section } from '../../devices/sections.ts';
import type { RoomId } from '../../protocol/ids.ts';

const VIDEO_TYPE = 96;
const AUDIO_TYPE = 111;
const SSRC = 4_711;
const BUFFER_BYTES = 4 * 1024 * 1024;

export type FilmCodec = 'H264' | 'VP8';

const encoders: Readonly<Record<FilmCodec, readonly string[]>> = {
  H264: ['libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'],
  VP8: ['libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-auto-alt-ref', '0', '-b:v', '300k'],
};

/** A small picture that moves and a tone, with a whole picture each second. Encoded once, so that sending it costs nothing. */
export function encodeFilm(path: string, codec: FilmCodec, seconds: number): void {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=30'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  const video = ['-c:v', ...encoders[codec], '-g', '30'];
  const audio = ['-c:a', 'libopus', '-b:a', '32k'];
  const output = ['-t', String(seconds), '-f', 'matroska', '-y', path];
  const args = ['-v', 'error', ...picture, ...sound, ...video, ...audio, ...output];
  const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The film could not be encoded: ${stderr}`);
}

interface FilmOptions {
  readonly rtc: Rtc;
  readonly server: string;
  readonly room: string;
  readonly name: string;
  readonly codec: FilmCodec;
  readonly path: string;
}

/** Somebody who sends a film, from its begin when the first who watches is there. */
export interface FilmSender {
  /** Resolves when all of it is sent. */
  readonly isOver: Promise<void>;
  leave(): void;
}

export async function sendFilm(options: FilmOptions): Promise<FilmSender> {
  const { rtc, server, room, name, codec, path } = options;
  const tracks = { video: new Map<Track, number>(), audio: new Map<Track, number>() };
  const video = await openPort((packet) => pass(packet, tracks.video, SSRC));
  const audio = await openPort((packet) => pass(packet, tracks.audio, SSRC + 1));
  let film: ChildProcess | null = null;
  let end = () => {};
  const isOver = new Promise<void>((over) => {
    end = over;
  });
  const equip = (connection: PeerConnection): Equipment => {
    const own = createTracks(rtc, connection, codec);
    return {
      offer: () => own.add([]),
      accept: (sections) => own.add(sections),
      handleConnected() {
        for (const kind of ['video', 'audio'] as const)
          for (const [track, type] of own[kind]) tracks[kind].set(track, type);
        film ??= play({ path, codec, video: portOf(video), audio: portOf(audio), onEnd: end });
      },
      handleClosed() {
        for (const kind of ['video', 'audio'] as const)
          for (const track of own[kind].keys()) tracks[kind].delete(track);
      },
    };
  };
  const isIn = vi.fn();
  const peers = new Peers({
    rtc,
    iceServers: [],
    equip,
    enter: (events) =>
      enterRoom(
        { dialect: 'plain', server: new URL(server), room: room as RoomId, role: 'sender', name },
        events,
      ),
    onIn: isIn,
    onTrouble: () => {},
  });
  let hasLeft = false;
  const leave = () => {
    if (!hasLeft) peers.close();
    hasLeft = true;
  };
  onTestFinished(async () => {
    leave();
    const ended = film && film.exitCode === null ? once(film, 'exit') : null;
    film?.kill('SIGKILL');
    await ended;
    video.close();
    audio.close();
  });
  await vi.waitUntil(() => isIn.mock.calls.length > 0, { timeout: 20_000, interval: 10 });
  return { isOver, leave };
}

function createTracks(rtc: Rtc, connection: PeerConnection, codec: FilmCodec) {
  /** With the numbers that their packets have. */
  const video = new Map<Track, number>();
  const audio = new Map<Track, number>();
  return {
    video,
    audio,
    /** As an offer has them. */
    add(sections: readonly Section[]) {
      const places = {
        video: placeIn(sections, 'video', codec),
        audio: placeIn(sections, 'audio', 'OPUS'),
      };
      const picture = new rtc.Video(places.video.mid, 'SendOnly');
      const videoType = places.video.type ?? VIDEO_TYPE;
      if (codec === 'H264') picture.addH264Codec(videoType);
      else picture.addVP8Codec(videoType);
      picture.addSSRC(SSRC, 'film');
      video.set(connection.addTrack(picture), videoType);
      const sound = new rtc.Audio(places.audio.mid, 'SendOnly');
      const audioType = places.audio.type ?? AUDIO_TYPE;
      sound.addOpusCodec(audioType);
      sound.addSSRC(SSRC + 1, 'film');
      audio.set(connection.addTrack(sound), audioType);
    },
  };
}

function placeIn(sections: readonly Section[], kind: string, codec: string) {
  const section = sections.find((one) => one.kind === kind);
  const format = section?.formats.find((one) => one.codec === codec);
  return { mid: section?.mid ?? kind, type: format?.payloadType };
}

function pass(packet: Buffer, tracks: ReadonlyMap<Track, number>, ssrc: number): void {
  const isRtcp = (packet[1] ?? 0) >= 192 && (packet[1] ?? 0) <= 223;
  packet.writeUInt32BE(ssrc, isRtcp ? 4 : 8);
  for (const [track, type] of tracks) {
    if (!isRtcp) packet[1] = ((packet[1] ?? 0) & 0x80) | type;
    if (track.isOpen()) track.sendMessageBinary(packet);
  }
}

async function openPort(onPacket: (packet: Buffer) => void): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER_BYTES });
  socket.on('message', onPacket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

interface Playing {
  readonly path: string;
  readonly codec: FilmCodec;
  readonly video: number;
  readonly audio: number;
  readonly onEnd: () => void;
}

/** With its reports on the same port, as WebRTC has it. */
function play({ path, codec, video, audio, onEnd }: Playing): ChildProcess {
  const to = (port: number) => [
    '-f',
    'rtp',
    `rtp://127.0.0.1:${port}?pkt_size=1200&rtcpport=${port}`,
  ];
  const parameters = codec === 'H264' ? ['-bsf:v', 'h264_mp4toannexb'] : [];
  const input = ['-v', 'error', '-re', '-i', path];
  const pictures = ['-map', '0:v', '-c', 'copy', ...parameters, ...to(video)];
  const sound = ['-map', '0:a', '-c', 'copy', ...to(audio)];
  const child = spawn('ffmpeg', [...input, ...pictures, ...sound], { stdio: 'ignore' });
  child.once('exit', onEnd);
  return child;
}

function portOf(socket: Socket): number {
  return socket.address().port;
}
