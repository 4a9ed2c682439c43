const DAY_MS = 86_400_000;
/** As long as browsers allow. */
const LIFE_MS = 365 * DAY_MS;
/** One that ends within this time is replaced, so that none ends in the middle of a call. */
const RENEWAL_MS = 30 * DAY_MS;
/**
 * Nobody waits longer: some browsers never answer. Whoever goes on without it is taken for somebody else by those who
 * compared keys, so a device that is merely busy has its time.
 */
const PATIENCE_MS = 3_000;
const [DATABASE, STORE, ENTRY] = ['parley', 'certificates', 'own'];
const KIND = { name: 'ECDSA', namedCurve: 'P-256', expires: LIFE_MS };

/** The certificate of this browser, by which others know it again. */
export interface OwnCertificate {
  /** Null until it is read, and where the browser keeps none: then it makes a new one for each connection. */
  readonly current: RTCCertificate | null;
  /** It is there, or won't be in time. A page that was reloaded is in its call again within that time. */
  readonly settled: Promise<void>;
}

export interface CertificateOptions {
  /** Browsers that keep nothing may throw when asked for it. */
  readonly database: () => IDBFactory;
  readonly generate: (
    kind: EcKeyGenParams & { readonly expires: number },
  ) => Promise<RTCCertificate>;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

/** Reads it, or makes and keeps one. */
export function loadCertificate(options: CertificateOptions): OwnCertificate {
  let current: RTCCertificate | null = null;
  const loaded = load(options).then((certificate) => {
    current = certificate;
  }, options.onFault);
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  return {
    get current() {
      return current;
    },
    settled: Promise.race([loaded, late]),
  };
}

async function load({ database, generate, now }: CertificateOptions): Promise<RTCCertificate> {
  const storage = await open(database());
  const isGood = (one: RTCCertificate | undefined) => (one?.expires ?? 0) > now() + RENEWAL_MS;
  const kept = await read(storage);
  const own = kept && isGood(kept) ? kept : await keep(storage, await generate(KIND), isGood);
  storage.close();
  return own;
}

function open(database: IDBFactory): Promise<IDBDatabase> {
  const request = database.open(DATABASE, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
  return outcome(request);
}

function read(storage: IDBDatabase): Promise<RTCCertificate | undefined> {
  return outcome<RTCCertificate | undefined>(
    storage.transaction(STORE).objectStore(STORE).get(ENTRY),
  );
}

/** Unless another tab was faster: then it is that one. */
async function keep(
  storage: IDBDatabase,
  made: RTCCertificate,
  isGood: (one: RTCCertificate | undefined) => boolean,
): Promise<RTCCertificate> {
  const store = storage.transaction(STORE, 'readwrite').objectStore(STORE);
  const kept = await outcome<RTCCertificate | undefined>(store.get(ENTRY));
  if (kept && isGood(kept)) return kept;
  await outcome(store.put(made, ENTRY));
  return made;
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
