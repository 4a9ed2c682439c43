import type { Seen } from './actor.ts';
import type { Checked, Verdict } from './check-server.ts';
import type { Failure } from './replay.ts';
import { firstSentence } from './rules.ts';

const marks = { holds: 'holds  ', broken: 'BROKEN ', 'not checked': '-      ' } as const;
const arrows = { sent: '->', heard: '<-', ended: 'x ' } as const;

/** What led to it is near its end; the rest is in the JSON. */
const MAX_FRAMES = 12;
const MAX_CHARS = 160;

/** For people: a line for each rule, below it what was seen where it doesn't hold, and a sum. */
export function asText(checked: readonly Checked[]): string {
  return [...checked.map(entry), sum(checked)].join('\n');
}

function entry(rule: Checked): string {
  const line = `${marks[rule.state]} ${rule.id.padEnd(4)} ${firstSentence(rule)}`;
  return [line, ...details(rule).map((detail) => `             ${detail}`)].join('\n');
}

function details(verdict: Verdict): readonly string[] {
  switch (verdict.state) {
    case 'holds':
      return [];
    case 'not checked':
      return [`not checked: ${verdict.why}`];
    case 'broken':
      return verdict.failures.flatMap(story);
  }
}

function story({ wire, title, why, seen }: Failure): readonly string[] {
  return [`${wire}, ${title}: ${why}`, ...seen.slice(-MAX_FRAMES).map(asLine)];
}

function asLine({ who, direction, frame = '' }: Seen): string {
  const json = JSON.stringify(frame);
  const shown = json.length > MAX_CHARS ? `${json.slice(0, MAX_CHARS)}…` : json;
  return `  ${who} ${arrows[direction]} ${shown}`;
}

function sum(checked: readonly Checked[]): string {
  const count = (state: Verdict['state']) => checked.filter((one) => one.state === state).length;
  return `${count('holds')} rules hold, ${count('broken')} are broken, ${count('not checked')} are not checked.`;
}
