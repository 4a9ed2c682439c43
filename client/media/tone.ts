const NOTES_HZ = [523.25, 659.25, 783.99];
const NOTE_S = 0.22;
const VOLUME = 0.2;

/** Three rising notes, out of the speaker that is named; resolves when they have been played. */
export async function playTone(speakerId: string | null): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = out.stream;
  if (speakerId !== null && 'setSinkId' in audio) await audio.setSinkId(speakerId);
  for (const [index, note] of NOTES_HZ.entries()) sound(context, out, note, index * NOTE_S);
  await audio.play();
  await new Promise((resolve) => setTimeout(resolve, (NOTES_HZ.length + 1) * NOTE_S * 1000));
  audio.pause();
  await context.close();
}

function sound(context: AudioContext, out: AudioNode, note: number, after: number): void {
  const start = context.currentTime + after;
  const tone = new OscillatorNode(context, { frequency: note });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.linearRampToValueAtTime(VOLUME, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S);
  tone.connect(volume).connect(out);
  tone.start(start);
  tone.stop(start + NOTE_S);
}
