import { expect, test, vi } from 'vitest';
import { parseFileHeader, writeFileHeader } from '../../devices/chat/file-header.ts';
import { Offers } from '../../devices/chat/offers.ts';
import { parseOrder } from '../../devices/chat/order.ts';
import { asSize, createProgress } from '../../devices/chat/progress.ts';
import { PushedFile } from '../../devices/chat/pushed-file.ts';
import { toVisible, toVisibleName } from '../../devices/chat/visible.ts';

test.each([
  ['hello', { kind: 'say', text: 'hello' }],
  ['  ', { kind: 'nothing' }],
  ['//send', { kind: 'say', text: '/send' }],
  ['/send a plan.pdf', { kind: 'send', path: 'a plan.pdf' }],
  ["/send '/home/me/a plan.pdf'", { kind: 'send', path: '/home/me/a plan.pdf' }],
  ['/send a\\ plan.pdf', { kind: 'send', path: 'a plan.pdf' }],
  ['/send', { kind: 'help' }],
  ['/accept', { kind: 'accept', number: null }],
  ['/accept 3', { kind: 'accept', number: 3 }],
  ['/decline 3', { kind: 'decline', number: 3 }],
  ['/quit', { kind: 'quit' }],
  ['/dance', { kind: 'unknown', word: 'dance' }],
])('%j is understood', (line, order) => {
  expect(parseOrder(line)).toEqual(order);
});

test('what others write commands no terminal, and is one line', () => {
  expect(toVisible('a\u001b[2J\u0007b\u202ec\r\nAnna: d')).toBe('a[2Jbc Anna: d');
  expect(toVisible('不, ❤️ é')).toBe('不, ❤️ é');
  expect(toVisibleName('\u0000')).toBe('Somebody');
});

test('a file of the broadcast family is announced by a line, and its name is safe', () => {
  expect(parseFileHeader(writeFileHeader({ name: 'plan.pdf', size: 3 }))).toEqual({
    name: 'plan.pdf',
    size: 3,
  });
  expect(parseFileHeader('{"file":{"name":"../../.profile","size":1}}')?.name).not.toContain('/');
  for (const text of ['{"file":1}', '{"file":{"name":"x","size":-1}}', '{"file":', 'hello']) {
    expect(parseFileHeader(text)).toBeNull();
  }
});

function createPut() {
  const written: string[] = [];
  const put = {
    write: (bytes: Buffer) => void written.push(String(bytes)),
    close: vi.fn(() => Promise.resolve()),
    abort: vi.fn(),
  };
  return { written, put };
}

const push = (size: number) =>
  new PushedFile({ header: { name: 'plan', size }, onChange: () => {} });

test('what came before the answer is put away with the rest, and no more than was announced', async () => {
  const { written, put } = createPut();
  const file = push(5);
  file.take(Buffer.from('ab'));
  file.accept(put);
  file.take(Buffer.from('cdefg'));
  await vi.waitFor(() => expect(file.kind).toBe('done'));
  expect(written.join('')).toBe('abcde');
});

test('what was declined, broken off or is too large to wait is not put away', () => {
  const [declined, broken, large] = [push(9), push(9), push(1e9)];
  const { put } = createPut();
  declined.decline();
  declined.take(Buffer.from('abc'));
  broken.accept(put);
  broken.end();
  for (let count = 0; count < 33; count++) large.take(Buffer.alloc(1024 * 1024));
  expect([declined.kind, broken.kind, large.kind]).toEqual(['declined', 'broken', 'too-large']);
  expect(put.abort).toHaveBeenCalledOnce();
});

test('offers are answered by number, the last one without', () => {
  const said: string[] = [];
  const say = (sentence: string) => said.push(sentence);
  const offers = new Offers({ folder: '/nowhere', isAccepting: false, say });
  const declined: string[] = [];
  for (const key of ['a', 'b', 'c']) {
    const decline = () => declined.push(key);
    offers.add({ key, name: key, accept: () => {}, decline }, `Anna offers ${key}`);
  }
  offers.remove('c');
  offers.answer('decline', 1);
  offers.answer('decline', null);
  offers.answer('decline', 3);
  expect(declined).toEqual(['a', 'b']);
  expect(said).toEqual([
    'Anna offers a: /accept 1 or /decline 1',
    'Anna offers b: /accept 2 or /decline 2',
    'Anna offers c: /accept 3 or /decline 3',
    'No such file is offered.',
  ]);
});

test('progress is told in steps that eyes can follow', () => {
  const said: string[] = [];
  let ms = 0;
  const tell = createProgress(
    (sentence) => said.push(sentence),
    () => ms,
  );
  for (let percent = 0; percent <= 100; percent += 5) {
    ms += 600;
    tell('1', 'plan.pdf', percent / 100);
  }
  expect(said).toContain('plan.pdf: 50 %');
  expect(said.length).toBeLessThan(10);
  expect([asSize(999), asSize(1_500), asSize(2_500_000)]).toEqual([
    '999 bytes',
    '1.5 kB',
    '2.5 MB',
  ]);
});
