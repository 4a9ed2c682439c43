import { render } from 'preact';
import { createCall } from './call/call.ts';
import { createSocketLink } from './call/socket-link.ts';
import { loadCertificate } from './media/certificate.ts';
import { createLocalMedia } from './media/local-media.ts';
import { App } from './ui/app.tsx';
import { copyText } from './ui/copy-text.ts';
import { createKnownKeys } from './ui/known-keys.ts';
import { createMemory } from './ui/memory.ts';
import { createRouter } from './ui/router.ts';
import { createSession } from './ui/session.ts';
import './ui/styles/index.css';

const memory = createMemory({
  tab: () => sessionStorage,
  device: () => localStorage,
  now: Date.now,
});

const onFault = (error: unknown): void => console.warn('Parley:', error);

const certificate = loadCertificate({
  database: () => indexedDB,
  generate: (kind) => RTCPeerConnection.generateCertificate(kind),
  now: Date.now,
  onFault,
});

const call = createCall({
  // Back from a reload within a call, it has to be the same one.
  link: createSocketLink({ ready: certificate.settled }),
  createConnection: (configuration) =>
    new RTCPeerConnection({
      ...configuration,
      bundlePolicy: 'max-bundle',
      ...(certificate.current && { certificates: [certificate.current] }),
    }),
  host: location.hostname,
  createStream: () => new MediaStream(),
  now: Date.now,
  memory,
  keys: createKnownKeys(() => localStorage),
  onFault,
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
