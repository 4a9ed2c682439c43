import { expect, test } from 'vitest';
import {
  isRequestName,
  parseAnswer,
  parseNotice,
  parseRequest,
  type RequestName,
} from '../../protocol/events.ts';

const id = '@annaannaannaanna';

test('what an object has by birth is no request and no notice', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'JOIN']) {
    expect(isRequestName(name)).toBe(false);
    expect(parseNotice(name, [])).toBeNull();
  }
  for (const name of [null, 1, ['join'], { join: 1 }]) expect(isRequestName(name)).toBe(false);
});

test('[W1] what is missing at the end may be missing, and what is beyond it is ignored', () => {
  const joins = [['kitchen'], ['kitchen', null], ['kitchen', undefined, 'new', { in: 2030 }]];
  for (const args of joins) {
    expect(parseRequest('join', args)).toMatchObject({ ok: true, args: { 0: 'kitchen' } });
  }
  expect(parseRequest('join', ['kitchen', { name: 'Anna', role: 'sender' }])).toEqual({
    ok: true,
    args: ['kitchen', { name: 'Anna', role: 'sender' }],
  });
});

test.each<[RequestName, readonly unknown[], string]>([
  ['join', [], 'argument 1'],
  ['join', ['kitchen', 'Anna'], 'argument 2'],
  ['join', ['kitchen', { token: 'x'.repeat(2049) }], 'argument 2'],
  ['join', ['kitchen', { received: -1 }], 'argument 2'],
  ['join', ['kitchen', { received: 1.5 }], 'argument 2'],
  ['message', ['kitchen'], 'argument 2'],
  ['message', ['kitchen', 'hello'], 'argument 2'],
  ['message', ['kitchen', { type: 'x' }, 'Anna'], 'argument 3'],
])('[W2] %s with %j is invalid, and says where', (name, args, where) => {
  const parsed = parseRequest(name, args);
  expect(parsed).toMatchObject({ ok: false, code: 'invalid', why: expect.stringContaining(where) });
});

test('a notice that breaks its shape is none', () => {
  expect(parseNotice('joined', ['kitchen', id])).toEqual(['joined', 'kitchen', id]);
  expect(parseNotice('joined', ['kitchen', 'anna'])).toBeNull();
  expect(parseNotice('joined', [])).toBeNull();
});

test('a refusal whose code is newer than the client is a refusal', () => {
  const refusal = { ok: false, code: 'on-holiday', message: 'Come back in June.' };
  expect(parseAnswer('join', refusal)).toEqual(refusal);
  expect(parseAnswer('leave', { ok: 'yes' })).toBeNull();
  expect(parseAnswer('leave', null)).toBeNull();
});
