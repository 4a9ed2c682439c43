import { drawFilm, FILM_SIZE, type FilmPictures } from './film-picture.ts';
import { createFilmWriter } from './film-writer.ts';
import type { RecordingSink } from './recording-sink.ts';
import { startSteadyTimer } from './steady-timer.ts';

/** A film of both sides, made on this device while they talk. */
export interface Recording {
  /** What is heard from now on; what was heard before and is not among it falls silent. */
  setSound(tracks: readonly MediaStreamTrack[]): void;
  stop(): void;
  /** The last of it is written; `cut`: it ended where it could not be written any further. Never rejects. */
  readonly ended: Promise<'whole' | 'cut'>;
}

export interface RecordingOptions {
  /** Asked for before each picture. */
  readonly pictures: () => FilmPictures;
  readonly sink: RecordingSink;
  readonly now: () => number;
}

const FRAMES_A_SECOND = 25;
const PIECE_MS = 1_000;
/** A whole picture this often: a player can go there, and an MP4 film is written up to there. Chromium knows it. */
const WHOLE_EVERY_MS = 2_000;
const FORMATS = [
  'video/mp4;codecs=avc1.64001f,mp4a.40.2',
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
];

/** The first format that this browser writes; null where it writes none. */
export function recordingFormat(): string | null {
  if (!('MediaRecorder' in globalThis)) return null;
  return FORMATS.find((format) => MediaRecorder.isTypeSupported(format)) ?? null;
}

export function startRecording({ pictures, sink, now }: RecordingOptions): Recording {
  const picture = createPicture(pictures);
  const sound = createSound();
  const stream = new MediaStream([...picture.tracks, ...sound.tracks]);
  const mimeType = recordingFormat() ?? 'video/webm';
  const options = { mimeType, videoKeyFrameIntervalDuration: WHOLE_EVERY_MS };
  const recorder = new MediaRecorder(stream, options);
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const ended = keep(recorder, { sink, now, stop });
  void ended.then(() => {
    picture.close();
    sound.close();
  });
  recorder.start(PIECE_MS);
  return { setSound: sound.set, stop, ended };
}

type Keeping = Pick<RecordingOptions, 'sink' | 'now'> & Pick<Recording, 'stop'>;

/** Writes what is recorded, one piece after the other, whatever the disk takes for each. */
function keep(recorder: MediaRecorder, { sink, now, stop }: Keeping): Recording['ended'] {
  const writer = createFilmWriter(sink);
  const began = now();
  let end: 'whole' | 'cut' = 'whole';
  let written: Promise<void> = Promise.resolve();
  const cut = () => {
    end = 'cut';
    stop();
  };
  const write = async (piece: Blob) => {
    if (end === 'whole' && piece.size > 0) await writer.write(piece);
  };
  recorder.addEventListener('dataavailable', ({ data }) => {
    written = written.then(() => write(data)).catch(cut);
  });
  recorder.addEventListener('error', cut);
  return new Promise((resolve) => {
    recorder.addEventListener('stop', async () => {
      const lastedMs = now() - began;
      await written;
      await writer.close(lastedMs).catch(cut);
      resolve(end);
    });
  });
}

function createPicture(pictures: RecordingOptions['pictures']) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, FILM_SIZE);
  const pen = canvas.getContext('2d', { alpha: false });
  const draw = () => pen && drawFilm(pen, pictures());
  const close = startSteadyTimer(1000 / FRAMES_A_SECOND, draw);
  const tracks = canvas.captureStream(FRAMES_A_SECOND).getVideoTracks();
  return { tracks, close };
}

function createSound() {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const sources = new Map<MediaStreamTrack, AudioNode>();
  function remove(track: MediaStreamTrack): void {
    sources.get(track)?.disconnect();
    sources.delete(track);
  }
  // What goes on is left alone: one that is connected anew begins with a click.
  function set(tracks: readonly MediaStreamTrack[]): void {
    for (const track of sources.keys()) if (!tracks.includes(track)) remove(track);
    for (const track of tracks) {
      if (sources.has(track)) continue;
      const source = context.createMediaStreamSource(new MediaStream([track]));
      source.connect(out);
      sources.set(track, source);
    }
  }
  return { tracks: out.stream.getAudioTracks(), set, close: () => void context.close() };
}
