import { useEffect, useRef } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import type { Comparison } from '../../call/verification/keyring.ts';
import type { Code } from '../../call/verification/verification-code.ts';
import { emoji } from '../../call/verification/verification-emoji.ts';
import { englishEmojiNames } from '../locales/emoji-names.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { takeLostFocus } from '../take-lost-focus.ts';
import { Panel } from './panel.tsx';

/** The code that two people read to each other, and what came of it. */
export function VerificationPanel() {
  const { other } = useSession();
  const peer = other.value;
  return (
    <Panel title={words.value.verification}>
      {peer && (
        <div class="verification">
          <Standing peer={peer} />
          {peer.verification.code.kind === 'ready' && (
            <CodeToRead code={peer.verification.code.code} />
          )}
          <Choices peer={peer} />
        </div>
      )}
    </Panel>
  );
}

/** Where it stands, and what to do. It is announced, and has the focus of a button that is gone. */
function Standing({ peer }: { readonly peer: PeerSnapshot }) {
  const region = useRef<HTMLDivElement>(null);
  const { standing } = peer.verification;
  useEffect(() => takeLostFocus(region.current), [standing]);
  return (
    <div ref={region} tabIndex={-1} class={`standing ${standing}`} aria-live="polite">
      {sentencesFor(peer).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function sentencesFor({ name, verification }: PeerSnapshot): readonly string[] {
  const { code, standing, comparedAt } = verification;
  const said = panelWords.value;
  if (standing === 'verified') return [said.comparedWith(name, dateOf(comparedAt))];
  if (standing === 'rejected') return [said.codesDiffer];
  if (code.kind === 'broken') return [said.codeBroken];
  if (code.kind !== 'ready') return [said.codeMissing];
  if (standing === 'changed') return [said.keyChanged(name), said.codeHow];
  if (standing === 'other-key') return [said.keyIsOther(name), said.codeHow];
  return [said.codeHow];
}

/** As the person reads dates, whatever the language of the page. */
function dateOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toLocaleDateString([], { dateStyle: 'long' });
}

function CodeToRead({ code }: { readonly code: Code }) {
  const text = words.value;
  const said = panelWords.value;
  const names = text.emoji ?? englishEmojiNames;
  return (
    <>
      <ol class="emoji-code" aria-label={said.codeInEmoji}>
        {code.emoji.map((index, place) => {
          const [drawing, name] = emoji[index] ?? emoji[0];
          return (
            <li key={`${place} ${name}`}>
              <span aria-hidden="true">{drawing}</span>
              {names[name]}
            </li>
          );
        })}
      </ol>
      <p class="digit-code">
        {said.codeInDigits} <output>{code.digits.replace(/(....)(?=.)/g, '$1 ')}</output>
      </p>
    </>
  );
}

function Choices({ peer }: { readonly peer: PeerSnapshot }) {
  const { call } = useSession();
  const { theyMatch, theyDiffer, forgetKey, compareAgain } = panelWords.value;
  const { code, standing } = peer.verification;
  const { actions } = call.value;
  const choose = (comparison: Comparison) => () => actions.setCompared?.(peer.id, comparison);
  if (standing === 'verified') {
    return (
      <button type="button" class="quiet wide" onClick={choose('unknown')}>
        {forgetKey}
      </button>
    );
  }
  if (standing === 'rejected') {
    return (
      <div class="answers">
        <button type="button" class="primary hang-up-now" onClick={actions.hangUp}>
          {words.value.hangUp}
        </button>
        <button type="button" class="quiet" onClick={choose('unknown')}>
          {compareAgain}
        </button>
      </div>
    );
  }
  if (code.kind !== 'ready') return null;
  return (
    <div class="answers">
      <button type="button" class="primary" onClick={choose('same')}>
        {theyMatch}
      </button>
      <button type="button" class="quiet" onClick={choose('different')}>
        {theyDiffer}
      </button>
    </div>
  );
}
