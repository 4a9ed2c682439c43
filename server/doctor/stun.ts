import { whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import { openChannel } from './turn/channel.ts';
import { attributes, encode, types } from './turn/message.ts';
import { parseServerUrl, type ServerUrl } from './turn/server-url.ts';
import type { Check, World } from './world.ts';

const say = speaker('STUN');

/** The server's own, where members look for it, and those of ICE_SERVERS. */
export const checkStun: Check = async (world) => {
  const { config, url } = world;
  if (config.STUN_PORT === 0) return [anyPort(), ...(await checkOthers(world))];
  if (config.STUN_PORT === null) return checkOthers(world);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const own = { isTurn: false, host, port: config.STUN_PORT, transport: 'udp' } as const;
  return [await checkOne(own), ...(await checkOthers(world))];
};

function anyPort(): Finding {
  return say.warning(
    'STUN_PORT is 0, any free one: no firewall can let it pass.',
    'Set it to one.',
  );
}

function checkOthers({ config }: World): Promise<readonly Finding[]> {
  const servers = config.ICE_SERVERS.flatMap(({ urls }) => urls.map(parseServerUrl));
  const others = servers.filter((server) => server !== null).filter(({ isTurn }) => !isTurn);
  return Promise.all(others.map(checkOne));
}

async function checkOne(server: ServerUrl): Promise<Finding> {
  const at = `${server.host}:${server.port}`;
  try {
    const channel = await openChannel(server);
    const { type, attributes: found } = await channel
      .ask(encode(types.binding, []))
      .finally(channel.close);
    if (type === types.bindingSuccess && found.has(attributes.xorMappedAddress)) {
      return say.good(`An answer comes from ${at}, over ${server.transport.toUpperCase()}.`);
    }
    return say.fault(`Something else than STUN answers at ${at}.`, 'Correct the port.');
  } catch (error) {
    return say.fault(
      `No answer comes from ${at} over ${server.transport.toUpperCase()} (${whyNot(error)}).`,
      `Open port ${server.port} in the firewall, for UDP: proxies for HTTP do not pass it on.`,
    );
  }
}
