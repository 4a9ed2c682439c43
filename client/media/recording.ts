/** A film of both sides, made on this device while they talk. */
export interface Recording {
  /** What is heard from now on; what was heard before and is not among it falls silent. */
  setSound(tracks: readonly MediaStreamTrack[]): void;
  /** Resolves when the last of it is written. */
  stop(): Promise<void>;
}

export interface RecordingOptions {
  /** What is seen, asked for before each picture: the other person whole, oneself small in the corner. */
  readonly pictures: () => readonly [HTMLVideoElement | null, HTMLVideoElement | null];
  readonly sink: RecordingSink;
}

/** Where the film goes, piece by piece. */
export interface RecordingSink {
  write(piece: Blob): Promise<void>;
  close(): Promise<void>;
}

const SIZE = { width: 1280, height: 720 };
const FRAMES_A_SECOND = 25;
const PIECE_MS = 1_000;
const OWN_WIDTH = 256;
const MARGIN = 24;
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

export function startRecording({ pictures, sink }: RecordingOptions): Recording {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const pen = canvas.getContext('2d', { alpha: false });
  const drawing = setInterval(() => pen && draw(pen, pictures()), 1000 / FRAMES_A_SECOND);
  const sound = createSound();
  const stream = canvas.captureStream(FRAMES_A_SECOND);
  for (const track of sound.tracks) stream.addTrack(track);
  const recorder = new MediaRecorder(stream, { mimeType: recordingFormat() ?? 'video/webm' });
  // One piece after the other, whatever the disk takes for each.
  let written: Promise<void> = Promise.resolve();
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) written = written.then(() => sink.write(data));
  });
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => resolve());
  });
  recorder.start(PIECE_MS);
  return {
    setSound: sound.set,
    async stop() {
      if (recorder.state !== 'inactive') recorder.stop();
      await stopped;
      clearInterval(drawing);
      sound.close();
      await written;
      await sink.close();
    },
  };
}

function createSound() {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  let sources: readonly AudioNode[] = [];
  return {
    tracks: out.stream.getAudioTracks(),
    set(tracks: readonly MediaStreamTrack[]): void {
      for (const source of sources) source.disconnect();
      sources = tracks.map((track) =>
        context.createMediaStreamSource(new MediaStream([track])).connect(out),
      );
    },
    close: () => void context.close(),
  };
}

function draw(
  pen: CanvasRenderingContext2D,
  [other, own]: readonly [HTMLVideoElement | null, HTMLVideoElement | null],
): void {
  pen.fillStyle = '#111315';
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  if (other) drawInto(pen, other, { x: 0, y: 0, ...SIZE });
  if (!own?.videoWidth) return;
  const height = (OWN_WIDTH * own.videoHeight) / own.videoWidth;
  const x = SIZE.width - OWN_WIDTH - MARGIN;
  drawInto(pen, own, { x, y: SIZE.height - height - MARGIN, width: OWN_WIDTH, height });
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whole, in the middle of the frame. */
function drawInto(pen: CanvasRenderingContext2D, video: HTMLVideoElement, frame: Frame): void {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return;
  const scale = Math.min(frame.width / videoWidth, frame.height / videoHeight);
  const [width, height] = [videoWidth * scale, videoHeight * scale];
  const x = frame.x + (frame.width - width) / 2;
  pen.drawImage(video, x, frame.y + (frame.height - height) / 2, width, height);
}
