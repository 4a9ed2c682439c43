import { ask, whyNot } from './ask.ts';
import { speaker } from './finding.ts';
import type { Check } from './world.ts';

/** Credentials and tokens are good for longer; more than this is no delay on the way. */
const MOST_MS = 30_000;

const say = speaker('clock');

/** What the public address takes for the time, against this clock. */
export const checkClock: Check = async ({ url, now }) => {
  try {
    const { headers } = await ask(new URL('healthz', url));
    const ahead = now() - Date.parse(headers.date ?? '');
    if (Number.isNaN(ahead)) return [];
    if (Math.abs(ahead) <= MOST_MS) return [say.good('This clock and that of the server agree.')];
    return [
      say.fault(
        `This clock is ${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? 'ahead of' : 'behind'} that of ${url.host}.`,
        'Set both by the network: timedatectl set-ntp true',
      ),
    ];
  } catch (error) {
    return [
      say.warning(`The time of ${url.host} is not told (${whyNot(error)}).`, 'Run this again.'),
    ];
  }
};
