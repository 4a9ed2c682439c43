import { isIP } from 'node:net';
import * as v from 'valibot';
import { ask, whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check, World } from './world.ts';

/** An address that nobody has (RFC 5737). */
const FORGED = '203.0.113.77';
const MEND_HEADER =
  'Let the proxy that people reach write it anew: proxy_set_header X-Forwarded-For $remote_addr; and set TRUST_PROXY to no more than your proxies.';

const say = speaker('proxy');

const seen = v.object({
  host: v.string(),
  isSecure: v.boolean(),
  hops: v.number(),
  address: v.nullable(v.string()),
});
type Seen = v.InferOutput<typeof seen>;

/** Whether the server knows by which name it was asked, and by whom: once plainly, once with a lie. */
export const checkProxy: Check = async (world) => {
  try {
    const plain = await look(world.url, {});
    const lied = await look(world.url, { 'X-Forwarded-For': FORGED });
    return [
      checkHost(world, plain),
      checkScheme(world, plain),
      checkAddress(world, plain, lied),
    ].flat();
  } catch (error) {
    return [
      say.fault(
        `The server does not tell how requests reach it (${whyNot(error)}).`,
        'Run the doctor of the same release as the server.',
      ),
    ];
  }
};

async function look(url: URL, headers: Readonly<Record<string, string>>): Promise<Seen> {
  const { body } = await ask(new URL('seen', url), headers);
  return v.parse(v.pipe(v.string(), v.parseJson(), seen), body);
}

function checkHost({ url }: World, { host }: Seen): Finding {
  const asked = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
  if (asked === url.hostname) return say.good(`The server is asked for ${asked}, as people ask.`);
  return say.fault(
    `People ask for ${url.hostname}, and the server is asked for ${host}: it turns their pages away.`,
    'Let the proxy pass the name on: proxy_set_header Host $host;',
  );
}

function checkScheme({ url }: World, { isSecure }: Seen): readonly Finding[] {
  if (url.protocol === 'http:' || isSecure) return [];
  return [
    say.warning(
      'The server does not know that people come by https.',
      'proxy_set_header X-Forwarded-Proto $scheme; and set TRUST_PROXY to your proxies.',
    ),
  ];
}

function checkAddress(world: World, plain: Seen, lied: Seen): Finding {
  if (lied.address === FORGED) return believesLies(world, plain);
  if (plain.hops > 0 && plain.address === null) {
    return say.fault(
      'A proxy tells from where people come, and the server does not believe it: all of them count as one.',
      'Set TRUST_PROXY to the number of proxies, 1 for instance, or to their addresses.',
    );
  }
  if (plain.address !== null && !isIP(plain.address)) {
    return say.fault(`The proxy says that people come from "${plain.address}".`, MEND_HEADER);
  }
  if (plain.hops === 0 && isBehindProxy(world, lied)) {
    return say.fault(
      'A proxy does not tell from where people come: all of them count as one.',
      MEND_HEADER,
    );
  }
  return say.good('Who lies about an address is not believed.');
}

/** Taken out on the way; or the port is one that Parley does not have. */
function isBehindProxy({ url, config }: World, lied: Seen): boolean {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const isOwn = [config.HTTP_PORT, config.HTTPS_PORT, 0].includes(port);
  return lied.hops === 0 || !(isOwn || config.HTTP_PORT === 0 || config.HTTPS_PORT === 0);
}

function believesLies({ config }: World, plain: Seen): Finding {
  const trust = config.TRUST_PROXY;
  const isOneOfThem = plain.address !== null && trust(plain.address, 1) && !trust(FORGED, 1);
  if (!isOneOfThem) {
    return say.fault(
      'Whoever writes an X-Forwarded-For is believed, and gets round every limit.',
      MEND_HEADER,
    );
  }
  return say.warning(
    `TRUST_PROXY names ${plain.address}, from where this was asked: so it can't be told whether others are believed.`,
    'Run this on another machine.',
  );
}
