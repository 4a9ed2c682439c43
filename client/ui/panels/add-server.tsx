import { useId, useRef, useState } from 'preact/hooks';
import type { IceServer } from '../../../protocol/ice.ts';
import { faultOf } from '../../call/ice/ways.ts';
import { panelWords } from '../locales/panel-words.ts';

const MAX_CHARS = 512;

interface AddServerProps {
  readonly onAdd: (server: IceServer) => void;
}

/** One server of the person's own; what could not be used is not taken, and says why. */
export function AddServer({ onAdd }: AddServerProps) {
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const faultId = useId();
  const text = panelWords.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { current } = form;
    if (!current) return;
    const server = serverOf(new FormData(current));
    const found = faultOf(server);
    setFault(found);
    if (found) return;
    onAdd(server);
    current.reset();
  };
  const sentences = { url: text.serverAddressFault, credentials: text.serverCredentialsFault };
  return (
    <form ref={form} class="add-server" onSubmit={submit} autocomplete="off">
      <Field name="url" label={text.serverAddress} isWrong={fault === 'url'} faultId={faultId} />
      <Field name="username" label={text.serverUser} isWrong={false} faultId={faultId} />
      <Field
        name="credential"
        label={text.serverPassword}
        isWrong={fault === 'credentials'}
        faultId={faultId}
      />
      {fault && (
        <p id={faultId} class="fault" role="alert">
          {sentences[fault]}
        </p>
      )}
      <button type="submit" class="quiet">
        {text.addServer}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly name: 'url' | 'username' | 'credential';
  readonly label: string;
  readonly isWrong: boolean;
  readonly faultId: string;
}

const plain = { type: 'text', autocomplete: 'off' } as const;
const secret = { type: 'password', autocomplete: 'new-password' } as const;

function Field({ name, label, isWrong, faultId }: FieldProps) {
  const isSecret = name === 'credential';
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        {...(isSecret ? secret : plain)}
        maxLength={MAX_CHARS}
        spellcheck={false}
        placeholder={name === 'url' ? 'turn:host:3478' : ''}
        aria-invalid={isWrong}
        {...(isWrong && { 'aria-describedby': faultId })}
      />
    </label>
  );
}

function serverOf(form: FormData): IceServer {
  const read = (name: FieldProps['name']) => String(form.get(name) ?? '').trim();
  const [url, username, credential] = [read('url'), read('username'), read('credential')];
  return {
    urls: [url],
    ...(username && { username }),
    ...(credential && { credential }),
  };
}
