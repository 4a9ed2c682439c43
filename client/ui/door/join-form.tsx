import { useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import type { KnownProblem } from '../known-problem.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { DeviceChoices } from './device-choices.tsx';
import type { DoorMode } from './door-mode.ts';
import { PasswordField } from './password-field.tsx';
import { WayIn } from './way-in.tsx';

const MAX_NAME_CHARS = 64;

interface JoinFormProps {
  readonly room: RoomId;
  readonly mode: DoorMode;
  /** Why the door did not open just now. */
  readonly problem: KnownProblem | null;
  /** Another one each time that it did not. */
  readonly refusal: object | null;
  readonly isSettingPassword: boolean;
  readonly isSomebodyIn: boolean;
}

/** What you are called, what you bring, and the way in. */
export function JoinForm({ isSettingPassword, isSomebodyIn, refusal, ...at }: JoinFormProps) {
  const { room, mode, problem } = at;
  const { name, join, access } = useSession();
  const { keys, knock } = access;
  const [missing, setMissing] = useState<object | null>(null);
  const text = words.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (knock.state.value.kind === 'waiting') return;
    if (mode === 'locked') knock.knock(room);
    else if (mode === 'password' && keys.password.value === '') setMissing({});
    else if (mode !== 'uninvited') join(room);
  };
  const passwordProblem = missing ? 'password-needed' : problem;
  return (
    <form onSubmit={submit} noValidate>
      <label>
        <span>
          <span id="your-name">{text.yourName}</span> <small>{text.optional}</small>
        </span>
        <input
          type="text"
          aria-labelledby="your-name"
          autocomplete="name"
          maxLength={MAX_NAME_CHARS}
          value={name.value}
          onInput={({ currentTarget }) => {
            name.value = currentTarget.value;
          }}
        />
      </label>
      {(mode === 'password' || isSettingPassword) && (
        <PasswordField
          key={mode}
          label={mode === 'password' ? text.password : text.passwordToSet}
          {...(mode !== 'password' && { hint: text.setPasswordSentence })}
          problem={isAboutPassword(passwordProblem) ? text.refused[passwordProblem] : ''}
          takesFocus={mode !== 'password'}
          fault={missing ?? refusal}
          onType={() => setMissing(null)}
        />
      )}
      <DeviceChoices />
      <WayIn {...at} canKnock={isSomebodyIn} />
    </form>
  );
}

type PasswordProblem = 'password-needed' | 'password-wrong' | 'too-many-tries';

function isAboutPassword(problem: KnownProblem | null): problem is PasswordProblem {
  return (
    problem === 'password-needed' || problem === 'password-wrong' || problem === 'too-many-tries'
  );
}
