import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import { answerTo, listenStun } from '../../server/stun.ts';

/** The transaction of the sample responses of RFC 5769, sections 2.2 and 2.3. */
const TRANSACTION = 'b7e7a701bc34d686fa87dfae';
const request = Buffer.from(`000100002112a442${TRANSACTION}`, 'hex');

test.each([
  ['192.0.2.1', '0020000800' + '01a147e112a643'],
  ['::ffff:192.0.2.1', '0020000800' + '01a147e112a643'],
  ['2001:db8:1234:5678:11:2233:4455:6677', '0020001400' + '02a1470113a9faa5d3f179bc25f4b5bed2b9d9'],
])('%s is mapped as RFC 5769 has it', (address, attribute) => {
  const answer = answerTo(request, address, 32853)?.toString('hex') ?? '';
  expect(answer.slice(0, 4)).toBe('0101');
  expect(answer.slice(8, 40)).toBe(`2112a442${TRANSACTION}`);
  expect(answer.slice(40)).toBe(attribute);
});

test.each([
  ['nothing', ''],
  ['half a header', '000100002112a442'],
  ['no cookie', `0001000000000000${TRANSACTION}`],
  ['an answer', `010100002112a442${TRANSACTION}`],
  ['a length that lies', `000100082112a442${TRANSACTION}`],
  ['a request to allocate', `000300002112a442${TRANSACTION}`],
])('%s is met with silence', (_name, hex) => {
  expect(answerTo(Buffer.from(hex, 'hex'), '192.0.2.1', 1)).toBeNull();
});

test('whoever asks over UDP is told from where they were heard', async () => {
  const responder = await listenStun('127.0.0.1', 0, () => {});
  const socket = createSocket('udp4');
  onTestFinished(async () => {
    socket.close();
    await responder.close();
  });
  const answered = new Promise<Buffer>((answer) => socket.once('message', answer));
  socket.send(request, responder.port, '127.0.0.1');
  const answer = await answered;
  expect(answer.readUInt16BE(26) ^ 0x2112).toBe(socket.address().port);
  expect(answer.length).toBeLessThanOrEqual(3 * request.length);
});

test('a port that is taken is told in a sentence', async () => {
  const responder = await listenStun('127.0.0.1', 0, () => {});
  onTestFinished(() => responder.close());
  await expect(listenStun('127.0.0.1', responder.port, () => {})).rejects.toThrow(
    'set STUN_PORT to another, or to off',
  );
});
