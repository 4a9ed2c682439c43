import { expect, test } from 'vitest';
import { partsOf } from '../../client/ui/parts/linked-text.tsx';

test.each([
  ['no link at all', ['no link at all']],
  ['see https://example.org/a?b=1#c.', ['see ', 'https://example.org/a?b=1#c', '.']],
  ['(http://example.org)', ['(', 'http://example.org', ')']],
  ['https://a.example https://b.example', ['', 'https://a.example', ' ', 'https://b.example', '']],
  ['https://例え.jp/道 ok', ['', 'https://例え.jp/道', ' ok']],
])('%j: addresses of pages, and nothing else, become links', (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  'https://',
  'file:///etc/passwd',
  'vbscript:x',
  '<a href="x">',
])('%j is text', (text) => {
  expect(partsOf(text)).toEqual([text]);
});
