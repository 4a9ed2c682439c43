import { Component, type ComponentChildren } from 'preact';
import { words } from '../locales/words.ts';
import { Card } from './card.tsx';

interface State {
  readonly hasCrashed: boolean;
}

/** Words and a way out instead of a blank page, whatever a component throws. */
export class Crash extends Component<{ readonly children: ComponentChildren }, State> {
  override state: State = { hasCrashed: false };

  static override getDerivedStateFromError(): State {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    const { crashed, crashedSentence, reload } = words.value;
    return (
      <Card title={crashed} sentence={crashedSentence}>
        <button type="button" class="primary big" onClick={() => location.reload()}>
          {reload}
        </button>
      </Card>
    );
  }
}
