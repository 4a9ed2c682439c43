import { readFileSync } from 'node:fs';
import asyncApiSchemas from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { nameWords } from '../../extensions/names.ts';
import { parseRequest, type RequestName, requests } from '../../protocol/events.ts';
import { parseOptions } from '../../protocol/extension.ts';
import { protocolFiles } from '../../scripts/docs.ts';
import { faultIn } from '../support/protocol-schema.ts';

const files = await protocolFiles();

test.each(Object.entries(files))(
  '%s says what the code says: "npm run docs" writes it anew',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

const isValid = (name: string, value: unknown): boolean => faultIn(value, name) === null;

const id = '@0123456789abcdef';
const sdp = 'v=0\r\na=fingerprint:sha-256 00\r\n';

/** Some are right for some requests, and all of them are tried in each. */
const argLists: readonly (readonly unknown[])[] = [
  [],
  ['kitchen'],
  [7],
  ['no room'],
  ['kitchen', null],
  ['kitchen', { name: 'Anna', unknown: 1 }],
  ['kitchen', { name: 'A'.repeat(65) }],
  ['kitchen', { received: -1 }],
  ['kitchen', { features: ['hands', 'Hands'] }],
  [{ versions: [1, 2], features: ['hands'], mood: 'fine' }],
  [{ versions: [] }],
  [{ versions: ['1'] }],
  [{ versions: Array(17).fill(1) }],
  ['kitchen', 'direct'],
  ['kitchen', 'well'],
  ['kitchen', { type: 'offer', sdp }],
  ['kitchen', { type: 'answer', sdp, peer: 'a' }, id],
  ['kitchen', { type: 'offer', sdp: 'v=0\r\n' }],
  ['kitchen', { type: 'offer', sdp: `${sdp}a=crypto:1\r\n` }],
  ['kitchen', { type: 'candidate', label: 0, id: '0', candidate: 'candidate:1' }, null],
  ['kitchen', { type: 'candidate', candidate: { candidate: 'candidate:1', sdpMid: '0' } }],
  ['kitchen', { type: 'candidate', label: -1, candidate: 7 }],
  ['kitchen', { type: 'wave', to: ['all'] }],
  ['kitchen', { type: 'wave' }, 'nobody'],
  ['kitchen', { type: 7 }],
  ['kitchen', { type: 'wave' }, id, 'more'],
];

function isTaken(event: RequestName, args: readonly unknown[]): boolean {
  const parsed = parseRequest(event, args);
  if (!parsed.ok || event !== 'join') return parsed.ok;
  return parseOptions(nameWords, Object(parsed.args[1])).ok;
}

describe('the JSON Schema', () => {
  test.each(Object.keys(requests) as RequestName[])('judges %s as the server does', (event) => {
    const judged = argLists.map((args) => [args, isValid(`request.${event}`, { event, args })]);
    expect(judged).toEqual(argLists.map((args) => [args, isTaken(event, args)]));
    expect(judged.some(([, isRight]) => isRight)).toBe(true);
  });

  test('knows the words of extensions, and their options of join', () => {
    const admit = { event: 'admit', args: ['kitchen', id, true], ack: 1 };
    expect(isValid('request.admit', admit)).toBe(true);
    expect(isValid('request.admit', { ...admit, args: ['kitchen', id] })).toBe(false);
    const join = (password: unknown) => ({ event: 'join', args: ['kitchen', { password }] });
    expect([isValid('request.join', join('open')), isValid('request.join', join(7))]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    [{ event: 'look', args: ['kitchen'], ack: 'a' }, true],
    [{ ack: 'a', args: [{ ok: false, code: 'full', message: 'No.' }] }, true],
    [{ event: 'bye', args: ['kitchen', id, { isLost: true }] }, true],
    [{ event: 'bye', args: ['kitchen'] }, false],
    [{ event: 'shout', args: [] }, false],
    [{ ack: 1 }, false],
  ])('as a whole it is any frame: %j %s', (frame, isRight) => {
    expect(faultIn(frame) === null).toBe(isRight);
  });
});

describe('the AsyncAPI file', () => {
  const isAsyncApi = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(JSON.stringify(asyncApiSchemas.schemasWithoutId['3.0.0'])),
  );
  const document = JSON.parse(files['protocol/asyncapi.json'] ?? '');

  test('is one, by the schema of AsyncAPI itself', () => {
    isAsyncApi(document);
    expect(isAsyncApi.errors).toBeNull();
    expect(isAsyncApi({ ...document, channels: { plain: { address: 7 } } })).toBe(false);
  });

  test('refers to nothing that is not in it', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    const at = (path: string): unknown =>
      path.split('/').reduce((part, key) => part?.[key], document);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter(([, path = '']) => at(path) === undefined)).toEqual([]);
  });
});
