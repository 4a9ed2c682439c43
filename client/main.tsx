import { render } from 'preact';
import { createCall } from './call/call.ts';
import { createSocketLink } from './call/socket-link.ts';
import { loadCertificate } from './media/certificate.ts';
import { findCodecs } from './media/codecs.ts';
import { createLocalMedia } from './media/local-media.ts';
import { App } from './ui/app.tsx';
import { copyText } from './ui/copy-text.ts';
import { createDirectoryEntry, DirectoryContext, Rings } from './ui/directory/directory-entry.tsx';
import { createKnownKeys } from './ui/known-keys.ts';
import { loadWords } from './ui/locales/load-words.ts';
import { createMemory } from './ui/memory.ts';
import { createRelease } from './ui/release.ts';
import { createRouter } from './ui/router.ts';
import { createSession } from './ui/session.ts';
import { createSharing } from './ui/sharing.ts';
import './ui/styles/index.css';

/** Often enough for a plot, and nothing that a processor feels. */
const MEASURE_EVERY_MS = 2_000;

const memory = createMemory({
  tab: () => sessionStorage,
  device: () => localStorage,
  now: Date.now,
});

/** The person told the browser to save data (Network Information). */
function wantsToSave(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** Where the page lies, as the server wrote into it: all that it names is there. */
function homePath(): string {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
  return new URL('.', manifest?.href ?? location.origin).pathname;
}

const home = homePath();
const onFault = (error: unknown): void => console.warn('Parley:', error);

const certificate = loadCertificate({
  database: () => indexedDB,
  generate: (kind) => RTCPeerConnection.generateCertificate(kind),
  now: Date.now,
  onFault,
});

const createConnection = (configuration: RTCConfiguration) =>
  new RTCPeerConnection({
    ...configuration,
    bundlePolicy: 'max-bundle',
    ...(certificate.current && { certificates: [certificate.current] }),
  });

const codecs = findCodecs({
  capabilities: navigator.mediaCapabilities,
  list: (kind) => RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [],
  isPhone: matchMedia('(pointer: coarse)').matches,
});

// Back from a reload within a call, the certificate has to be the same one.
const link = createSocketLink({ path: `${home}socket.io/`, ready: certificate.settled });

const outside = {
  link,
  features: ['hands'],
  createConnection,
  host: location.hostname,
  createStream: () => new MediaStream(),
  codecs,
  measureEveryMs: MEASURE_EVERY_MS,
  now: Date.now,
  onFault,
};

const call = createCall({
  ...outside,
  // Where it was tried: in Chromium, which alone says so.
  shouldRehearse: 'userAgentData' in navigator,
  memory,
  keys: createKnownKeys(() => localStorage),
});

const media = createLocalMedia({
  devices: navigator.mediaDevices,
  isSecure: isSecureContext,
});

const release = createRelease({
  fetchPage: () => fetch(home, { cache: 'no-store' }),
  script: new URL(document.scripts[0]?.src || location.href).pathname,
});
addEventListener('vite:preloadError', release.handleMissing);

const session = createSession({
  call,
  createWatcher: () => createCall(outside),
  media,
  router: createRouter({
    home,
    location,
    history,
    random: (bytes) => void crypto.getRandomValues(bytes),
    onMove: (handler) => addEventListener('popstate', handler),
  }),
  memory,
  now: Date.now,
  isWide: matchMedia('(min-width: 1000px)').matches,
  quality: { level: wantsToSave() ? 'low' : 'auto', maxKbps: null },
  copy: copyText,
  sharing: createSharing(navigator.mediaDevices),
  release,
  createConnection,
  host: location.hostname,
});

const directory = createDirectoryEntry({ link, session, storage: () => localStorage });

// A page that comes out of the browser's cache begins anew.
addEventListener('pagehide', session.leavePage);
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

addEventListener('online', () => call.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  call.hurry();
  media.wake();
});

const page = document.querySelector('#page');
await loadWords([...(memory.language ? [memory.language] : []), ...navigator.languages]);
if (page)
  render(
    <DirectoryContext.Provider value={directory}>
      <App session={session} />
      <Rings />
    </DirectoryContext.Provider>,
    page,
  );

// After everything that somebody waits for. Without it the page works all the same, with a network.
function keepForOffline(): void {
  navigator.serviceWorker?.register(`${home}service-worker.js`).catch(() => {});
}
if (import.meta.env.PROD) {
  if (document.readyState === 'complete') keepForOffline();
  else addEventListener('load', keepForOffline);
}

// In a frame of another page, which is told how the call stands. Not awaited: what comes needs all of this to have run.
if (parent !== window) {
  void import('./embed/follow-host.ts').then(({ followHost }) =>
    followHost({ call, session, host: parent }),
  );
}
