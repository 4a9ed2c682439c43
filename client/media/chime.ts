export type Chime = 'arrival' | 'departure' | 'ring' | 'ringback';

/** Rising when somebody comes, falling when somebody goes; a call rings twice, and softly for the one who calls. */
const NOTES_HZ: Record<Chime, readonly number[]> = {
  arrival: [659.25, 880],
  departure: [659.25, 493.88],
  ring: [659.25, 880, 659.25, 880, 1046.5],
  ringback: [440, 440],
};
const NOTE_S = 0.16;
const VOLUME = 0.08;
/** The last note fades. */
const TAIL_MS = 280;

/** A sound of less than a second; nothing where the browser wants a gesture first. */
export async function playChime(chime: Chime): Promise<void> {
  const context = new AudioContext();
  const notes = NOTES_HZ[chime];
  for (const [index, frequency] of notes.entries()) {
    const start = context.currentTime + index * NOTE_S;
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: VOLUME });
    volume.gain.setValueAtTime(VOLUME, start);
    volume.gain.exponentialRampToValueAtTime(0.0005, start + NOTE_S * 1.8);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE_S * 1.8);
  }
  const lastsMs = notes.length * NOTE_S * 1000 + TAIL_MS;
  await new Promise((resolve) => setTimeout(resolve, lastsMs));
  await context.close();
}
