import type { IceServer } from '../../protocol/ice.ts';
import { createIce } from '../ice.ts';
import { newMemberId } from '../new-member-id.ts';
import { type Finding, speaker } from './finding.ts';
import { allocate, type Credential, type Outcome } from './turn/allocate.ts';
import { parseServerUrl, type ServerUrl } from './turn/server-url.ts';
import type { Check, World } from './world.ts';

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;
const UNAUTHORIZED = 401;

const say = speaker('TURN');

interface Relay {
  readonly url: string;
  readonly server: ServerUrl;
  readonly credential: Credential;
}

/** At each address that members are given, with credentials as they are given. */
export const checkRelay: Check = async (world) => {
  const urls = serversAt(world, world.now()).flatMap((server) => server.urls);
  if (!urls.some((url) => /^turns?:/.test(url))) return [noRelay()];
  const [today, later] = [
    relaysAt(world, world.now()),
    relaysAt(world, world.now() + TEN_YEARS_MS),
  ];
  const checked = today.map((relay, index) => checkOne(relay, later[index] ?? relay));
  return [...(await Promise.all(checked)), ...urls.filter(isUnknown).map(leftOut)];
};

function serversAt({ config }: World, now: number): readonly IceServer[] {
  const { ICE_SERVERS, TURN_URLS, TURN_SECRET } = config;
  const ice = createIce({
    servers: ICE_SERVERS,
    turnUrls: TURN_URLS,
    turnSecret: TURN_SECRET,
    stunPort: null,
    now: () => now,
  });
  return ice(newMemberId()).servers;
}

function relaysAt(world: World, now: number): readonly Relay[] {
  return serversAt(world, now).flatMap(({ urls, username = '', credential = '' }) =>
    urls.flatMap((url) => {
      const server = parseServerUrl(url);
      return server?.isTurn
        ? [{ url, server, credential: { username, password: credential } }]
        : [];
    }),
  );
}

function isUnknown(url: string): boolean {
  return parseServerUrl(url) === null;
}

function leftOut(url: string): Finding {
  return say.warning(`${url} was not tried: it is not understood here.`, 'Try it in a browser.');
}

function noRelay(): Finding {
  return say.warning(
    'There is no relay: people whose networks allow no direct way do not reach each other.',
    'Set TURN_URLS and TURN_SECRET; deploy/coturn/ has a relay.',
  );
}

async function checkOne(relay: Relay, later: Relay): Promise<Finding> {
  const outcome = await allocate(relay.server, relay.credential);
  if (outcome.state === 'refused' && outcome.code === UNAUTHORIZED) {
    return whyUnauthorized(relay, await allocate(later.server, later.credential));
  }
  return judge(relay, outcome);
}

/** A secret that is right signs for the far future too: then it is the clock that differs. */
function whyUnauthorized({ url }: Relay, later: Outcome): Finding {
  if (later.state === 'allocated') {
    return say.fault(
      `${url} takes credentials of this hour for old ones: its clock is ahead, or this one behind.`,
      'Set both by the network: timedatectl set-ntp true',
    );
  }
  return say.fault(
    `${url} does not accept the credentials (401).`,
    'Set TURN_SECRET to the static-auth-secret of the relay, and use-auth-secret there.',
  );
}

function judge({ url, server }: Relay, outcome: Outcome): Finding {
  switch (outcome.state) {
    case 'allocated':
      return say.good(`${url} gave a relay, over ${server.transport.toUpperCase()}.`);
    case 'open':
      return say.fault(`${url} gives relays to everybody.`, 'Set use-auth-secret there.');
    case 'refused':
      return say.fault(`${url} refuses a relay (${outcome.code}).`, 'Look into its log.');
    case 'unreachable':
      return say.fault(
        `${url} does not answer over ${server.transport.toUpperCase()} (${outcome.why}).`,
        `Start it, and open port ${server.port} in the firewall, for UDP and TCP.`,
      );
  }
}
