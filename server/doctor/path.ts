import { ask, whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check } from './world.ts';

const say = speaker('path');

/** The page names its files and its socket by the path under which the server takes itself to be. */
export const checkPath: Check = async ({ url }) => {
  try {
    const { body } = await ask(url, { Accept: 'text/html' });
    return [judge(url, body)];
  } catch (error) {
    return [say.fault(`${url.href} brings no page (${whyNot(error)}).`, 'Look into its log.')];
  }
};

function judge({ href, pathname }: URL, html: string): Finding {
  const path = /="([^"]*)assets\//.exec(html)?.[1];
  if (path === pathname) return say.good(`The page knows that it is under ${pathname}`);
  if (path === undefined) {
    return say.fault(`${href} brings another page than Parley's.`, 'Correct the address.');
  }
  return say.fault(
    `People open ${pathname}, and the server takes itself to be under ${path}`,
    'Set BASE_PATH to the path that people open, and let the proxy hand it on as it is.',
  );
}
