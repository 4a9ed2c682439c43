import { render } from 'preact';
import { createCall } from './call/call.ts';
import { createSocketLink } from './call/socket-link.ts';
import { createLocalMedia } from './media/local-media.ts';
import { App } from './ui/app.tsx';
import { copyText } from './ui/copy-text.ts';
import { createMemory } from './ui/memory.ts';
import { createRouter } from './ui/router.ts';
import { createSession } from './ui/session.ts';
import './ui/styles/index.css';

/** Often enough for a plot, and nothing that a processor feels. */
const MEASURE_EVERY_MS = 2_000;

const memory = createMemory({
  tab: () => sessionStorage,
  device: () => localStorage,
  now: Date.now,
});

const call = createCall({
  link: createSocketLink(),
  createConnection: (configuration) =>
    new RTCPeerConnection({ ...configuration, bundlePolicy: 'max-bundle' }),
  host: location.hostname,
  createStream: () => new MediaStream(),
  measureEveryMs: MEASURE_EVERY_MS,
  now: Date.now,
  memory,
  onFault: (error) => console.warn('Parley:', error),
});

const session = createSession({
  call,
  media: createLocalMedia({
    devices: navigator.mediaDevices,
    isSecure: isSecureContext,
  }),
  router: createRouter({
    location,
    history,
    random: (bytes) => void crypto.getRandomValues(bytes),
    onMove: (handler) => addEventListener('popstate', handler),
  }),
  memory,
  now: Date.now,
  isWide: matchMedia('(min-width: 1000px)').matches,
  copy: copyText,
});

// A page that comes out of the browser's cache begins anew.
addEventListener('pagehide', session.leavePage);
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

addEventListener('online', () => call.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) call.hurry();
});

const page = document.querySelector('#page');
if (page) render(<App session={session} />, page);
