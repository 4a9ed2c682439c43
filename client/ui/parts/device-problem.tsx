import { X } from 'lucide';
import { useState } from 'preact/hooks';
import type { LocalMediaSnapshot } from '../../media/local-media.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

interface DeviceProblemProps {
  /** Where it lies over the other person, who would rather be seen. */
  readonly canBeHidden?: boolean;
}

/** What is wrong with the devices, and the next step. Nothing where nothing is wrong. */
export function DeviceProblem({ canBeHidden = false }: DeviceProblemProps) {
  const { media } = useSession();
  return (
    <div class="problems" aria-live="polite">
      {sentencesFor(media.value).map((sentence) => (
        <Problem key={sentence} sentence={sentence} canBeHidden={canBeHidden} />
      ))}
    </div>
  );
}

function Problem({
  sentence,
  canBeHidden,
}: DeviceProblemProps & {
  readonly sentence: string;
}) {
  const [isHidden, setHidden] = useState(false);
  if (isHidden) return null;
  return (
    <div class="problem">
      <p>{sentence}</p>
      {canBeHidden && (
        <button type="button" aria-label={words.value.hide} onClick={() => setHidden(true)}>
          <Icon of={X} />
        </button>
      )}
    </div>
  );
}

function sentencesFor({ camera, microphone }: LocalMediaSnapshot): readonly string[] {
  const { problem } = words.value;
  if (camera.problem && camera.problem === microphone.problem)
    return [problem.both[camera.problem]];
  const sentences: string[] = [];
  if (camera.problem) sentences.push(problem.camera[camera.problem]);
  if (microphone.problem) sentences.push(problem.microphone[microphone.problem]);
  return sentences;
}
