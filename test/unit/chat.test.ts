import { describe, expect, test } from 'vitest';
import { Chat, type ChatWay, type LineToSend } from '../../client/call/chat.ts';
import { parseMemberId } from '../../protocol/ids.ts';

const anna = memberId('@anna000000000000');

function memberId(text: string) {
  const id = parseMemberId(text);
  if (!id) throw new Error(`${text} is no member id`);
  return id;
}

function way(kind: ChatWay['kind']): ChatWay & { readonly sent: LineToSend[] } {
  const sent: LineToSend[] = [];
  return { kind, sent, send: (line) => sent.push(line) };
}

const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);
const pending = (chat: Chat) => texts(chat.lines.filter(({ isDelivered }) => !isDelivered));

describe('a line written while the other side is away', () => {
  test('is sent when the way is open, and again until it is confirmed', () => {
    const chat = new Chat(() => 1000);
    chat.write('are you there?', [anna]);
    const closed = way(null);
    chat.deliver(anna, closed);
    expect(closed.sent).toEqual([]);
    expect(pending(chat)).toEqual(['are you there?']);

    const [first, second] = [way('acknowledged'), way('acknowledged')];
    chat.deliver(anna, first);
    chat.deliver(anna, second);
    expect(second.sent).toEqual(first.sent);
    const [line] = second.sent;
    chat.confirm(anna, line?.id ?? '');
    expect(pending(chat)).toEqual([]);
    const third = way('acknowledged');
    chat.deliver(anna, third);
    expect(third.sent).toEqual([]);
  });

  test('is sent once to a client that knows no receipts', () => {
    const chat = new Chat(() => 1000);
    chat.write('hello', [anna]);
    const plain = way('plain');
    chat.deliver(anna, plain);
    chat.deliver(anna, plain);
    expect(texts(plain.sent)).toEqual(['hello']);
    expect(pending(chat)).toEqual([]);
  });

  test('goes out after a reload of the one who wrote it', () => {
    const before = new Chat(() => 1000);
    before.write('one', [anna]);
    before.write('two', [anna]);
    before.confirm(anna, before.lines[0]?.id ?? '');
    const after = new Chat(() => 2000, before.lines);
    after.resume([anna]);
    const open = way('acknowledged');
    after.deliver(anna, open);
    expect(texts(open.sent)).toEqual(['two']);
  });
});

test('a line that comes twice is shown once, and one of mine with the same id is another', () => {
  const chat = new Chat(() => 1000);
  const [mine] = chat.write('mine', [anna]);
  expect(chat.take({ id: mine?.id ?? '', text: 'theirs' })).toBe(true);
  expect(chat.take({ id: mine?.id ?? '', text: 'theirs' })).toBe(false);
  expect(texts(chat.lines)).toEqual(['mine', 'theirs']);
});

test('a receipt that was never due changes nothing', () => {
  const chat = new Chat(() => 1000);
  chat.confirm(anna, 'made up');
  expect(chat.lines).toEqual([]);
});
