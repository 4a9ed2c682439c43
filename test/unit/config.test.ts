import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

test('without settings there are sensible ones', () => {
  expect(readConfig({})).toMatchObject({
    HOST: null,
    HTTPS_PORT: 8443,
    HTTP_PORT: 8080,
    CAPACITY: 2,
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'text',
  });
});

test('an empty value is a value that is not set', () => {
  expect(readConfig({ CAPACITY: ' ', HTTP_PORT: '' })).toMatchObject({
    CAPACITY: 2,
    HTTP_PORT: 8080,
  });
});

test.each([
  ['HTTP_PORT', 'eighty', 'HTTP_PORT is "eighty"; it must be a port (0 to 65535) or off.'],
  ['HTTPS_PORT', '70000', 'HTTPS_PORT is "70000"; it must be a port (0 to 65535) or off.'],
  ['CAPACITY', '1', 'CAPACITY is "1"; it must be a number of seats, 2 to 1000.'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it must be error, warn, info or debug.'],
])('%s=%s is told in one sentence', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
});

test('a server that listens nowhere is none', () => {
  expect(() => readConfig({ HTTP_PORT: 'off', HTTPS_PORT: 'off' })).toThrow('are both off');
});
