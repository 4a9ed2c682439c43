const SAMPLES = 512;
const EVERY_MS = 100;
/** Speech at a laptop is about this loud, as the root of the mean square of samples between -1 and 1. */
const LOUD = 0.25;

/**
 * Follows how loud a track is, ten times a second: 0 for silence, 1 for loud speech, as people hear (a root, since
 * loudness is no straight line). Returns what ends it. The track is not touched.
 */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const samples = new Float32Array(SAMPLES);
  source.connect(analyser);
  const timer = setInterval(() => {
    // Before a gesture some browsers let nothing through: that is no silence.
    if (context.state !== 'running') return;
    analyser.getFloatTimeDomainData(samples);
    onLevel(Math.min(1, Math.sqrt(rootMeanSquare(samples) / LOUD)));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}
