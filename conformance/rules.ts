import { readFileSync } from 'node:fs';
import { packageFile } from './package-file.ts';

export interface Rule {
  /** A letter and a number, such as `J1`. */
  readonly id: string;
  readonly text: string;
}

const ENTRY = /^- \[([A-Z]\d+)\] (.+(?:\n {2}\S.*)*)/gm;

/** Between two members, of files, of the code to compare, and when to come back: a server knows nothing of it. */
const AMONG_CLIENTS = /^([NFV]|W6$)/;

/** What a server has to keep. */
export function serverRules(): readonly Rule[] {
  return readRules().filter(({ id }) => !AMONG_CLIENTS.test(id));
}

/** What shows in what a client says to a server, and in how it takes what it is told. */
const OF_CLIENTS = ['T1', 'T3', 'J1', 'J2', 'L1', 'S1', 'S3', 'R3', 'R4'];

export function clientRules(): readonly Rule[] {
  return readRules().filter(({ id }) => AMONG_CLIENTS.test(id) || OF_CLIENTS.includes(id));
}

/** Every rule, in the order of the document. */
function readRules(): readonly Rule[] {
  const document = readFileSync(packageFile('protocol/PROTOCOL.md'), 'utf8');
  return [...document.matchAll(ENTRY)].map(([, id = '', text = '']) => ({
    id,
    text: text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('**', ''),
  }));
}

/** What the rule says first. */
export function firstSentence({ text }: Rule): string {
  return /^.*?[.:](?= [A-Z*`]|$)/.exec(text)?.[0] ?? text;
}
