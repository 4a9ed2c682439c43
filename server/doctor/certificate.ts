import { isIP } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls';
import { isLoopback } from '../origins.ts';
import { whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check, World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** certbot and the like renew 30 days before the end: by now they have failed for two weeks. */
const RENEWED_BY_DAYS = 14;
const PATIENCE_MS = 8_000;

const say = speaker('certificate');

interface Shown {
  readonly certificate: PeerCertificate;
  /** Node's code for what is wrong with the chain; null for none. */
  readonly doubt: string | null;
}

/** The one that browsers are shown: its name, its chain, its days. */
export const checkCertificate: Check = async (world) => {
  if (world.url.protocol === 'http:') return [withoutTls(world.url)];
  try {
    const shown = await look(world.url);
    return [checkName(world.url, shown), checkChain(shown), checkDays(world, shown)];
  } catch (error) {
    return [
      say.fault(
        `No TLS comes about with ${world.url.host} (${whyNot(error)}).`,
        'Look into the log of whatever serves this port.',
      ),
    ];
  }
};

/** Secure contexts (W3C, section 3.1): loopback is one without TLS. */
function withoutTls({ href, hostname }: URL): Finding {
  if (isLoopback(hostname)) {
    return say.good('On the same machine browsers ask for no certificate.');
  }
  return say.fault(
    `${href} is not secure: browsers give it no camera and no microphone.`,
    'Name the https address, or set one up: with TLS_CERT and TLS_KEY, or by a proxy.',
  );
}

function look({ hostname, port }: URL): Promise<Shown> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      ...(!isIP(host) && { servername: host }),
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject).once('secureConnect', () => {
      resolve({
        certificate: socket.getPeerCertificate(),
        doubt: doubtOf(socket.authorizationError),
      });
      socket.destroy();
    });
  });
}

/** Typed as an error, and a code in truth. */
function doubtOf(error: unknown): string | null {
  return error ? whyNot(error) : null;
}

function checkName({ hostname }: URL, { certificate }: Shown): Finding {
  const wrong = checkServerIdentity(hostname.replace(/^\[|\]$/g, ''), certificate);
  if (!wrong) return say.good(`It is for ${hostname}`);
  return say.fault(
    `It is for ${certificate.subjectaltname ?? certificate.subject.CN}, and not for ${hostname}.`,
    'Get one that names the address which people open, or open one of those that it names.',
  );
}

/** Name and days have checks of their own. */
function checkChain({ doubt }: Shown): Finding {
  switch (doubt) {
    case null:
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return say.good('This machine trusts who signed it.');
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return say.warning(
        'It is signed by nobody whom this machine knows: browsers warn.',
        'Get one from an authority such as Let’s Encrypt, or live with the warning.',
      );
    default:
      return say.fault(
        `Its chain does not hold (${doubt}): some browsers and most phones refuse it.`,
        'Serve it with the certificates between: fullchain.pem of certbot, not cert.pem.',
      );
  }
}

function checkDays({ now }: World, { certificate }: Shown): Finding {
  const days = (Date.parse(certificate.valid_to) - now()) / DAY_MS;
  const renew = 'Renew it, and look why that did not happen by itself: certbot renew --dry-run';
  if (days < 0) return say.fault(`It ended on ${certificate.valid_to}.`, renew);
  if (Date.parse(certificate.valid_from) > now()) {
    const mend = 'Set the clock of this machine right.';
    return say.fault(`It begins on ${certificate.valid_from}, by this clock in the future.`, mend);
  }
  const left = `It has ${Math.floor(days)} days left.`;
  return days < RENEWED_BY_DAYS ? say.warning(left, renew) : say.good(left);
}
