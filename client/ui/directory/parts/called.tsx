import { useRef, useState } from 'preact/hooks';
import { parseCalledName } from '../../../../extensions/directory/called-name.ts';
import type { OutgoingRing } from '../outgoing-ring.ts';
import { directoryText, problemText } from '../words/directory-text.ts';

/** Who is to be called. */
export function Called({ outgoing }: { readonly outgoing: OutgoingRing }) {
  const [typed, setTyped] = useState('');
  const [isUnusable, setUnusable] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const text = directoryText.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = parseCalledName(typed);
    setUnusable(name === null);
    if (name === null) field.current?.focus();
    else outgoing.ring(name);
  };
  return (
    <section aria-labelledby="call-title">
      <h2 id="call-title">{text.callTitle}</h2>
      <form class="directory-row" onSubmit={submit} noValidate>
        <input
          ref={field}
          type="text"
          aria-label={text.callTitle}
          placeholder={text.name}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          aria-invalid={isUnusable}
          aria-describedby="called-problem"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="primary">
          {text.call}
        </button>
      </form>
      <p id="called-problem" class="field-problem" aria-live="polite">
        {isUnusable ? problemText('name-invalid') : ''}
      </p>
    </section>
  );
}
