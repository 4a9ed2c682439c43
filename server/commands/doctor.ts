import type { Config } from '../config/config.ts';
import { SetupError } from '../config/setup-error.ts';
import { brokenConfiguration } from '../doctor/configuration.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { readOpenFiles } from '../doctor/open-files.ts';
import { hostFor } from '../doctor/ports.ts';
import { type Command, parseAddress, print } from './command.ts';
import { readSettings } from './read-settings.ts';

const marks = { good: 'good   ', warning: 'WARNING', fault: 'FAULT  ' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'looks for what goes wrong in practice, and says how to mend it',
  operand: 'the address that people open: https://calls.example.org/',
  flags: { json: 'as JSON, for programs' },
  async run(flags, { operand }) {
    const findings = await find(operand === undefined ? null : parseAddress(operand));
    print(flags.has('json') ? JSON.stringify(findings, null, 2) : asText(findings));
    if (findings.some(({ state }) => state === 'fault')) process.exitCode = 1;
  },
};

async function find(named: URL | null): Promise<readonly Finding[]> {
  try {
    const { config, warnings } = readSettings();
    return await examine({
      config,
      warnings,
      url: named ?? ownAddress(config),
      isNamed: named !== null,
      now: Date.now,
      openFiles: readOpenFiles(),
    });
  } catch (error) {
    if (error instanceof SetupError) return brokenConfiguration(error);
    throw error;
  }
}

function ownAddress({ HOST, HTTP_PORT, HTTPS_PORT, BASE_PATH }: Config): URL {
  const origin = `${hostFor(HOST)}:${HTTPS_PORT ?? HTTP_PORT}`;
  return new URL(`${HTTPS_PORT === null ? 'http' : 'https'}://${origin}${BASE_PATH}/`);
}

function asText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, state, what, mend }) => {
      const line = `${marks[state]}  ${check.padEnd(width)}  ${what}`;
      return mend === undefined ? line : `${line}\n${' '.repeat(width + 11)}${mend}`;
    })
    .join('\n');
}
