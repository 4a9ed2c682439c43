import { Eye, EyeOff } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

const MAX_PASSWORD_CHARS = 128;
const SHOWN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

interface PasswordFieldProps {
  readonly label: string;
  /** Below the field, as long as nothing is wrong. */
  readonly hint?: string;
  /** What is wrong with it, in words; empty where nothing is. */
  readonly problem: string;
  /** Another one each time that something was found wrong. */
  readonly fault: object | null;
  /** It was just asked for. */
  readonly takesFocus?: boolean;
  readonly onType: () => void;
}

/** The password of the room, hidden from those who look over a shoulder until the person shows it. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hint = '', problem, fault, takesFocus = false, onType } = props;
  const { password } = useSession().access.keys;
  const [isShown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (problem) field.current?.focus();
    if (problem) field.current?.select();
  }, [problem, fault]);
  return (
    <div class="password">
      <label for={id}>{label}</label>
      <div class="password-row">
        <input
          ref={field}
          id={id}
          {...(isShown ? SHOWN : HIDDEN)}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={MAX_PASSWORD_CHARS}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-note`}
          value={password.value}
          onInput={({ currentTarget }) => {
            password.value = currentTarget.value;
            onType();
          }}
        />
        <ShowButton isShown={isShown} onPress={() => setShown(!isShown)} />
      </div>
      <p id={`${id}-note`} class={problem ? 'field-problem' : ''}>
        {problem || hint}
      </p>
    </div>
  );
}

function ShowButton({ isShown, onPress }: { readonly isShown: boolean; onPress(): void }) {
  const label = words.value.showPassword;
  return (
    <button
      type="button"
      class="quiet square"
      aria-label={label}
      aria-pressed={isShown}
      title={label}
      onClick={onPress}
    >
      <Icon of={isShown ? EyeOff : Eye} />
    </button>
  );
}
