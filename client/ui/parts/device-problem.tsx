import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** What is wrong with the devices, and the next step. Nothing where nothing is wrong. */
export function DeviceProblem() {
  const { media } = useSession();
  const { camera, microphone } = media.value;
  const { problem } = words.value;
  const sentences = new Set<string>();
  if (camera.problem && camera.problem === microphone.problem) {
    sentences.add(problem.both[camera.problem]);
  } else {
    if (camera.problem) sentences.add(problem.camera[camera.problem]);
    if (microphone.problem) sentences.add(problem.microphone[microphone.problem]);
  }
  return (
    <div class="problems" aria-live="polite">
      {[...sentences].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
