import { type KeyPair, loadKeyPair, loadOwnPair, ownNames } from './certs.ts';
import type { Config } from './config/config.ts';
import type { HttpsListener } from './listeners.ts';
import type { Log } from './log.ts';
import { createRenewal } from './renewal.ts';

const RENEWAL_CHECK_MS = 30 * 1000;

type Renewed = Pick<HttpsListener, 'renew'>;

/** The key and certificate of all that listens over TLS. */
export interface Keys {
  readonly pair: KeyPair;
  /** It has the latest pair from now on. */
  follow<L extends Renewed>(listener: L): L;
}

export async function openKeys(config: Config, log: Log): Promise<Keys> {
  const load = () => loadPair(config);
  const pair = await load();
  if (pair.isMadeNow) log.info('made a self-signed certificate', { in: config.CERTS_DIR });
  const followers: Renewed[] = [];
  const renew = (latest: KeyPair): void => {
    for (const listener of followers) listener.renew(latest);
  };
  setInterval(createRenewal({ load, inForce: pair, renew, log }), RENEWAL_CHECK_MS).unref();
  return {
    pair,
    follow(listener) {
      followers.push(listener);
      return listener;
    },
  };
}

function loadPair({ TLS_CERT, TLS_KEY, CERTS_DIR }: Config): Promise<KeyPair> {
  return TLS_CERT !== null && TLS_KEY !== null
    ? loadOwnPair(TLS_CERT, TLS_KEY)
    : loadKeyPair(CERTS_DIR, ownNames(), Date.now());
}
