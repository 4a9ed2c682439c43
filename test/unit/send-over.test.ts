import type { DataChannel } from 'node-datachannel';
import { expect, test } from 'vitest';
import { sendOver } from '../../devices/send-over.ts';

/** One that closes while something is sent, where it is told to. */
function createChannel({ isOpen = true, closes = false, fault = '' }) {
  const sent: unknown[] = [];
  let open = isOpen;
  const send = (data: unknown) => {
    if (closes) open = false;
    if (fault) throw new Error(fault);
    sent.push(data);
    return true;
  };
  const channel = { isOpen: () => open, sendMessage: send, sendMessageBinary: send };
  return { sent, channel: channel as unknown as DataChannel };
}

test('texts and bytes are sent as they are', () => {
  const { sent, channel } = createChannel({});
  const bytes = Uint8Array.of(1, 2);
  sendOver(channel, 'text');
  sendOver(channel, bytes);
  expect(sent).toEqual(['text', Buffer.from(bytes)]);
});

test('what is closed is sent nothing', () => {
  const { sent, channel } = createChannel({ isOpen: false });
  sendOver(channel, 'text');
  expect(sent).toEqual([]);
});

test('what is closed in that moment ends nothing', () => {
  const { channel } = createChannel({ closes: true, fault: 'DataChannel is closed' });
  expect(() => sendOver(channel, 'text')).not.toThrow();
});

test('any other fault is told', () => {
  const { channel } = createChannel({ fault: 'Message size exceeds limit' });
  expect(() => sendOver(channel, 'text')).toThrow('Message size exceeds limit');
});
