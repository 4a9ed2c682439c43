import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallProblem } from '../../call/errors.ts';
import { PasswordField } from '../door/password-field.tsx';
import { wordsFor } from '../known-problem.ts';
import { words } from '../locales/words.ts';

/** Nobody may be there to press a button: what may mend itself is tried again. */
const AGAIN_MS = 15_000;

/** What asks for something, or is over for good. */
const NOT_AGAIN = [
  'password-needed',
  'password-wrong',
  'too-many-tries',
  'invitation-needed',
  'invitation-invalid',
  'invalid',
];

interface WatchDoorProps {
  readonly problem: CallProblem;
  readonly onEnter: () => void;
}

/** Why the room did not open, and what opens it. */
export function WatchDoor({ problem, onEnter }: WatchDoorProps) {
  const text = words.value;
  const isAsked = problem.code.startsWith('password-') && problem.code !== 'password-unset';
  const sentence = wordsFor(text.refused, problem);
  const [fault, setFault] = useState<object>(problem);
  const enter = useRef(onEnter);
  enter.current = onEnter;
  useEffect(() => {
    setFault({});
    if (NOT_AGAIN.includes(problem.code)) return;
    const timer = setTimeout(() => enter.current(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [problem]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onEnter();
  };
  return (
    <form class="card watch-door" onSubmit={submit} noValidate>
      <h2>{problem.code === 'full' ? text.full : text.refusedTitle}</h2>
      {isAsked ? (
        <PasswordField
          label={text.password}
          problem={sentence}
          fault={fault}
          takesFocus
          onType={() => {}}
        />
      ) : (
        <p role="alert">{sentence}</p>
      )}
      <button type="submit" class="primary">
        {isAsked ? text.join : text.tryAgain}
      </button>
    </form>
  );
}
