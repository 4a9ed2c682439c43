import { useState } from 'preact/hooks';
import { SwitchRow } from '../../parts/switch-row.tsx';
import type { Reachability } from '../reachability.ts';
import { directoryText, problemText } from '../words/directory-text.ts';
import { ReachForm } from './reach-form.tsx';

/** Whether, and by which name, somebody is reachable here. */
export function Reach({ reachability }: { readonly reachability: Reachability }) {
  const state = reachability.state.value;
  const text = directoryText.value;
  const isForm = state.kind === 'off' || state.kind === 'failed';
  return (
    <section aria-labelledby="reach-title">
      <h2 id="reach-title">{text.reachTitle}</h2>
      <p class="dim" aria-live="polite">
        {state.kind === 'reachable' ? text.reachableAs(state.name) : text.reachSentence}
      </p>
      {isForm && <ReachForm reachability={reachability} />}
      {state.kind === 'asking' && <p class="dim">{text.asking}</p>}
      {state.kind === 'reachable' && <Reached reachability={reachability} />}
    </section>
  );
}

function Reached({ reachability }: { readonly reachability: Reachability }) {
  const [hasFailed, setFailed] = useState(false);
  const text = directoryText.value;
  const giveBack = async () => setFailed(!(await reachability.giveBack()));
  return (
    <>
      <SwitchRow
        label={text.beSeen}
        isOn={reachability.isSeen.value}
        onSwitch={reachability.setSeen}
      />
      <div class="directory-ways">
        <button type="button" class="quiet" onClick={reachability.switchOff}>
          {text.switchOff}
        </button>
        <button
          type="button"
          class="link"
          aria-describedby="give-back-means"
          onClick={() => void giveBack()}
        >
          {text.giveBack}
        </button>
        <small id="give-back-means" class="dim">
          {text.giveBackSentence}
        </small>
      </div>
      <p class="field-problem" role="alert">
        {hasFailed ? problemText('unknown') : ''}
      </p>
    </>
  );
}
