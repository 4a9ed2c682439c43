import { type Recording, recordingFormat, startRecording } from '../media/recording.ts';
import { openRecordingSink } from '../media/recording-sink.ts';

/** A place for a film of what is on the screen, and the way to begin it; null where there is none, or none is wanted. */
export async function openFilm(now: number): Promise<(() => Recording) | null> {
  const format = recordingFormat();
  if (format === null) return null;
  const sink = await openRecordingSink(fileName(now, format));
  return sink && (() => startRecording({ sink, pictures }));
}

/** What is on the screen: a picture that is switched off is none. */
function pictures(): readonly [HTMLVideoElement | null, HTMLVideoElement | null] {
  const find = (selector: string) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    return video?.srcObject ? video : null;
  };
  return [find('.stage video.remote'), find('.own video')];
}

function fileName(time: number, format: string): string {
  const stamp = new Date(time).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  return `Parley ${stamp}.${format.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}
