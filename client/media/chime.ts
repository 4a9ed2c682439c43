export type Chime = 'arrival' | 'departure';

/** Rising when somebody comes, falling when somebody goes. */
const NOTES_HZ: Record<Chime, readonly number[]> = {
  arrival: [659.25, 880],
  departure: [659.25, 493.88],
};
const NOTE_S = 0.16;
const VOLUME = 0.08;

/** A sound of a third of a second; nothing where the browser wants a gesture first. */
export async function playChime(chime: Chime): Promise<void> {
  const context = new AudioContext();
  for (const [index, frequency] of NOTES_HZ[chime].entries()) {
    const start = context.currentTime + index * NOTE_S;
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: VOLUME });
    volume.gain.setValueAtTime(VOLUME, start);
    volume.gain.exponentialRampToValueAtTime(0.0005, start + NOTE_S * 1.8);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE_S * 1.8);
  }
  await new Promise((resolve) => setTimeout(resolve, 600));
  await context.close();
}
