import { Languages } from 'lucide';
import { languages } from '../locales/languages.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

/** Each language by its own name. */
export function LanguageChoice() {
  const { chooseLanguage } = useSession();
  const text = words.value;
  return (
    <label class="language">
      <Icon of={Languages} />
      <span class="visually-hidden">{text.languageLabel}</span>
      <select
        value={text.language}
        onChange={({ currentTarget }) => chooseLanguage(currentTarget.value)}
      >
        {languages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
