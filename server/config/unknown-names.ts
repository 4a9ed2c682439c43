import { closestMatch } from 'leven';
import type { Sources } from './config.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const PREFIX = /^PARLEY_/;
/** Letters that may differ in a name that was meant. */
const MAX_TYPOS = 3;

/**
 * A sentence for each name that looks like a setting and is none: whatever stands in `.env`, and what begins with
 * PARLEY_ in the environment, which is full of names of others.
 */
export function unknownNames({ environment, envFile }: Sources): string[] {
  const meant = Object.keys(environment).filter((name) => PREFIX.test(name));
  const names = new Set([...meant, ...Object.keys(envFile)]);
  return [...names].filter((name) => !isKnown(name)).map(sentence);
}

function isKnown(name: string): boolean {
  if (Object.hasOwn(settings, name)) return true;
  const base = name.replace(/_FILE$/, '');
  return Object.entries<Setting>(settings).some(
    ([known, { isSecret }]) => known === base && isSecret,
  );
}

function sentence(name: string): string {
  const near = nearest(name.replace(PREFIX, ''));
  return near ? `${name} is not a setting; did you mean ${near}?` : `${name} is not a setting.`;
}

/** One that says more (HTTP_PORT for PORT), else one that is written much the same. */
function nearest(name: string): string | undefined {
  const known = Object.keys(settings);
  const longer = known.find((one) => one === name || one.split('_').at(-1) === name);
  return longer ?? closestMatch(name, known, { maxDistance: MAX_TYPOS });
}
