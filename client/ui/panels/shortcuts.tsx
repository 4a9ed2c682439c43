import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { shortcuts } from '../shortcuts.ts';
import { Panel } from './panel.tsx';

export function ShortcutsPanel() {
  const text = words.value;
  const said = panelWords.value;
  return (
    <Panel title={text.shortcuts}>
      <dl class="keys panel-scroll">
        {shortcuts.map(({ name, label }) => (
          <div key={name}>
            <dt>{said.shortcut[name]}</dt>
            <dd>
              <kbd>{label}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
