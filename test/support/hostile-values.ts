import { directoryWords } from '../../extensions/directory/directory-words.ts';
import { hands } from '../../extensions/hands.ts';
import { knock } from '../../extensions/knock.ts';
import { lock } from '../../extensions/lock.ts';
import { requests } from '../../protocol/events.ts';

const NESTED = 20_000;
export const deepArray = `${'['.repeat(NESTED)}${']'.repeat(NESTED)}`;
export const deepObject = `${'{"a":'.repeat(NESTED)}1${'}'.repeat(NESTED)}`;

/** As JSON texts, since some of them no program could write otherwise. */
export const values: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  false: 'false',
  zero: '0',
  'a negative number': '-1.5e300',
  'a number that no double holds': '9007199254740993',
  'a number that is read as infinite': '1e400',
  'an empty text': '""',
  'a text': '"x"',
  'a text of 60,000': JSON.stringify('x'.repeat(60_000)),
  'an array': '[]',
  'an array of arrays': '[[[]]]',
  'an object': '{}',
  'an object with __proto__': '{"__proto__":{"type":"x"},"type":"x"}',
  'an object whose constructor is taken': '{"constructor":null,"toString":1,"type":"x"}',
  'an object with toJSON': '{"toJSON":"x","type":"x"}',
  'a description without a text': '{"type":"offer","sdp":{}}',
  'a candidate of wrong types': '{"type":"candidate","label":"0","id":1,"candidate":[]}',
  'an array 20,000 deep': deepArray,
  'an object 20,000 deep': deepObject,
  'a signal 20,000 deep': `{"type":"x","data":${deepArray}}`,
  'a description 20,000 deep': `{"type":"offer","sdp":${deepObject}}`,
};

const extensionWords = [lock.words, knock.words, hands.words, directoryWords];
const extensionEvents = extensionWords.flatMap(({ requests: asked }) => Object.keys(asked));
/** Ours, those of extensions, one that nobody knows, and those that mean something to libraries. */
export const events = [
  ...Object.keys(requests),
  ...extensionEvents,
  'dance',
  'connect',
  'disconnect',
  'error',
  'newListener',
];
