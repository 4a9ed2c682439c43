import type { LocalMediaSnapshot } from '../../media/local-media.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** What is wrong with the devices, and the next step. Nothing where nothing is wrong. */
export function DeviceProblem() {
  const { media } = useSession();
  return (
    <div class="problems" aria-live="polite">
      {deviceSentences(media.value).map((sentence) => (
        <div class="problem" key={sentence}>
          <p>{sentence}</p>
        </div>
      ))}
    </div>
  );
}

export function deviceSentences({ camera, microphone }: LocalMediaSnapshot): readonly string[] {
  const { problem } = words.value;
  if (camera.problem && camera.problem === microphone.problem)
    return [problem.both[camera.problem]];
  const sentences: string[] = [];
  if (camera.problem) sentences.push(problem.camera[camera.problem]);
  if (microphone.problem) sentences.push(problem.microphone[microphone.problem]);
  return sentences;
}
