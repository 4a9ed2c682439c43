import type { CallNews, FrameMessage, HostMessage } from './messages.ts';

/** Where this file lies the page lies too. */
const HOME = new URL(/* @vite-ignore */ '.', import.meta.url);

const GRANTED = [
  'autoplay',
  'camera',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'microphone',
  'picture-in-picture',
  'screen-wake-lock',
  'speaker-selection',
  'web-share',
];

const STYLE = `
  :host { display: block; aspect-ratio: 4 / 3; }
  iframe { display: block; width: 100%; height: 100%; border: 0; }
`;

/**
 * `<parley-call room="kitchen" name="Anna">`: a call in a page of somebody else, which EMBED_ORIGINS names. `invitation`
 * is one that this page's site has signed. The event `status` brings what `status` then says.
 */
class ParleyCall extends HTMLElement {
  static readonly observedAttributes = ['room', 'invitation'];
  readonly #frame = document.createElement('iframe');
  #status: CallNews | null = null;

  constructor() {
    super();
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.#frame.allow = GRANTED.join('; ');
    this.#frame.title = 'Parley';
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#frame);
  }

  /** Null until the page in the frame has said how it stands. */
  get status(): CallNews | null {
    return this.#status;
  }

  /** Goes in, without a press on _Join_. */
  join(): void {
    this.#ask({ parley: 'join' });
  }

  hangUp(): void {
    this.#ask({ parley: 'hang-up' });
  }

  connectedCallback(): void {
    addEventListener('message', this.#take);
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#take);
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // One that is taken away has been handed over: the page in the frame keeps it for as long as it is there.
    if (now === before || (name === 'invitation' && now === null)) return;
    if (name === 'room') this.#status = null;
    // Both may be set, one after the other.
    queueMicrotask(this.#show);
  }

  readonly #show = (): void => {
    const [room, invitation] = [this.getAttribute('room'), this.getAttribute('invitation')];
    if (room === null) {
      this.#frame.removeAttribute('src');
      return;
    }
    const address = new URL(`r/${encodeURIComponent(room)}`, HOME);
    if (invitation !== null) address.hash = `${new URLSearchParams({ token: invitation })}`;
    if (this.#frame.src !== address.href) this.#frame.src = address.href;
  };

  #ask(message: HostMessage): void {
    this.#frame.contentWindow?.postMessage(message, HOME.origin);
  }

  readonly #take = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.#frame.contentWindow || origin !== HOME.origin) return;
    const message: FrameMessage = data;
    if (message.parley === 'ready') this.#follow();
    else this.#tell(message);
  };

  #follow(): void {
    const name = this.getAttribute('name');
    this.#ask({ parley: 'follow', ...(name !== null && { name }) });
  }

  #tell(news: CallNews): void {
    this.#status = news;
    this.dispatchEvent(new CustomEvent('status', { detail: news }));
  }
}

customElements.define('parley-call', ParleyCall);
