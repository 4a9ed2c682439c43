import type { ComponentChildren } from 'preact';
import { Brand } from './brand.tsx';
import { LanguageChoice } from './language-choice.tsx';

/** The head of every screen but the call: where one is, and the language. */
export function Top({ children }: { readonly children?: ComponentChildren }) {
  return (
    <header class="top">
      <Brand />
      <nav>
        {children}
        <LanguageChoice />
      </nav>
    </header>
  );
}
