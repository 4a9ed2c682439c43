import { loadOwnPair } from '../certs.ts';
import type { Config } from '../config/config.ts';
import { SetupError } from '../config/setup-error.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check } from './world.ts';

const say = speaker('configuration');

export const checkConfiguration: Check = async ({ config, warnings }) => [
  ...warnings.map((words) => say.warning(words, 'Correct the name, or remove it.')),
  ...(await checkPair(config)),
];

/** Settings that can't be read at all: then nothing else can be looked at. */
export function brokenConfiguration(error: SetupError): readonly Finding[] {
  return error.message.split('\n').map(say.complaint);
}

async function checkPair({ TLS_CERT, TLS_KEY }: Config): Promise<readonly Finding[]> {
  try {
    if (TLS_CERT !== null && TLS_KEY !== null) await loadOwnPair(TLS_CERT, TLS_KEY);
    return [say.good('The settings can be read, and fit together.')];
  } catch (error) {
    if (error instanceof SetupError) return [say.complaint(error.message)];
    throw error;
  }
}
