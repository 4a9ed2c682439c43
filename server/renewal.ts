import type { KeyPair } from './certs.ts';
import { SetupError } from './config/setup-error.ts';
import type { Log } from './log.ts';

export interface RenewalOptions {
  readonly load: () => Promise<KeyPair>;
  readonly inForce: KeyPair;
  readonly renew: (pair: KeyPair) => void;
  readonly log: Log;
}

/**
 * A look at the files of the pair, to be taken every so often: watching them would miss the links that certbot
 * changes. A pair that can't be used is told once, and the former stays in force.
 */
export function createRenewal({ load, inForce, renew, log }: RenewalOptions): () => Promise<void> {
  let current = inForce;
  let complaint: string | null = null;

  async function look(): Promise<void> {
    const latest = await load();
    complaint = null;
    if (latest.cert === current.cert && latest.key === current.key) return;
    renew(latest);
    current = latest;
    log.info('renewed the certificate', {
      isSelfSigned: latest.isMadeNow,
      expires: latest.expires.toISOString(),
    });
  }

  function complain(error: unknown): void {
    const words = error instanceof SetupError ? error.message : String(error);
    if (words !== complaint) log.warn(`the former certificate stays in force: ${words}`);
    complaint = words;
  }

  return () => look().catch(complain);
}
