import { expect, test } from 'vitest';
import { linksTo } from '../../server/wires/whip/answers.ts';

test('[K1] a server of ice is a link for each address, with its key', () => {
  const urls = ['turn:relay.example:3478?transport=udp', 'turns:relay.example:5349'];
  const key = '; username="1700:@id"; credential="a\\"b\\\\c"; credential-type="password"';
  expect(
    linksTo([
      { urls: ['stun:relay.example'] },
      { urls, username: '1700:@id', credential: 'a"b\\c' },
    ]),
  ).toEqual([
    '<stun:relay.example>; rel="ice-server"',
    `<${urls[0]}>; rel="ice-server"${key}`,
    `<${urls[1]}>; rel="ice-server"${key}`,
  ]);
});
