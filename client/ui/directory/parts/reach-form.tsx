import { useState } from 'preact/hooks';
import { parseCalledName } from '../../../../extensions/directory/called-name.ts';
import { SwitchRow } from '../../parts/switch-row.tsx';
import { askToNotify } from '../attention.ts';
import type { Reachability } from '../reachability.ts';
import { directoryText, problemText } from '../words/directory-text.ts';

const MIN_SECRET_CHARS = 8;

/** A name, what keeps it, and whether everybody may see it. */
export function ReachForm({ reachability }: { readonly reachability: Reachability }) {
  const { state, isSeen } = reachability;
  const failed = state.value.kind === 'failed' ? state.value : null;
  const [typed, setTyped] = useState<string>(failed?.name ?? '');
  const [secret, setSecret] = useState('');
  const [wantsSeen, setWantsSeen] = useState(isSeen.value);
  const [unusable, setUnusable] = useState<'name-invalid' | 'secret-short' | null>(null);
  const text = directoryText.value;
  const problem = unusable ?? failed?.problem.code ?? null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = parseCalledName(typed);
    const isShort = secret.length < MIN_SECRET_CHARS;
    setUnusable(name === null ? 'name-invalid' : isShort ? 'secret-short' : null);
    if (name === null || isShort) return;
    askToNotify();
    reachability.switchOn({ name, secret, isSeen: wantsSeen });
  };
  return (
    <form class="reach-form" onSubmit={submit} noValidate>
      <label>
        <span>{text.name}</span>
        <input
          type="text"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          aria-invalid={unusable === 'name-invalid'}
          aria-describedby="reach-problem"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <label>
        <span>{text.secret}</span>
        <input
          type="password"
          autocomplete="current-password"
          maxLength={128}
          aria-invalid={unusable === 'secret-short'}
          aria-describedby="secret-hint reach-problem"
          value={secret}
          onInput={({ currentTarget }) => setSecret(currentTarget.value)}
        />
      </label>
      <small id="secret-hint" class="dim">
        {text.secretHint}
      </small>
      <SwitchRow label={text.beSeen} isOn={wantsSeen} onSwitch={setWantsSeen} />
      <p id="reach-problem" class="field-problem" aria-live="polite">
        {problem === null ? '' : problemText(problem)}
      </p>
      <button type="submit" class="primary">
        {text.switchOn}
      </button>
    </form>
  );
}
