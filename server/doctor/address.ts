import { type Answer, ask, whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check } from './world.ts';

const say = speaker('address');

/** Whether Parley answers there. Where it does not, whatever else goes that way need not be tried. */
export const checkAddress: Check = async ({ url, isNamed }) => {
  const there = await askThere(url);
  if (isNamed || there.state === 'fault') return [there];
  return [
    there,
    say.warning(
      'No address was named, so this is how the server looks from its own machine.',
      'Name the address that people open: parley doctor https://calls.example.org/',
    ),
  ];
};

async function askThere(url: URL): Promise<Finding> {
  try {
    return judge(url, await ask(new URL('readyz', url)));
  } catch (error) {
    return say.fault(
      `Nobody answers at ${url.href} (${whyNot(error)}).`,
      'Start Parley and the proxy before it, open this port in the firewall, and look whether the name leads to this machine.',
    );
  }
}

function judge(url: URL, { status, headers, body }: Answer): Finding {
  if (status === 200 && body.trim() === 'serving') return say.good(`Parley serves ${url.href}`);
  if (status === 503 && body.trim() === 'draining') {
    return say.fault(`Parley at ${url.href} is about to end.`, 'Wait for it, and start it again.');
  }
  if (status === 502 || status === 503 || status === 504) {
    return say.fault(
      `The proxy at ${url.href} does not reach Parley (${status}).`,
      'Start Parley, and let the proxy lead to its HTTP_PORT on the same machine.',
    );
  }
  if (headers.location) {
    return say.fault(
      `${url.href} sends people to ${headers.location}.`,
      'Name the address that people end at, or let the proxy lead there.',
    );
  }
  return say.fault(
    `Somebody other than Parley answers at ${url.href} (${status}).`,
    'Correct the address, or let the proxy lead it to Parley as it is; its path has to be that of BASE_PATH.',
  );
}
