import { describe, expect, test } from 'vitest';
import { IceSource } from '../../client/call/ice/ice-source.ts';
import { anyWay, faultOf, parseWays } from '../../client/call/ice/ways.ts';
import type { Link } from '../../client/call/link.ts';
import { createMemory } from '../../client/ui/memory.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';

const stun = { urls: ['stun:stun.example:3478'] };
const turn = { urls: ['turn:turn.example'], username: 'me', credential: 'north' };
const room = parseRoomId('kitchen') as RoomId;

describe('a server of one’s own', () => {
  test.each([
    'stun:stun.example',
    'stuns:stun.example:5349',
    'stun:192.0.2.1:3478',
    'turn:[2001:db8::1]:3478?transport=tcp',
    'turns:turn.example:443?transport=tcp',
  ])('may be %s', (url) => {
    expect(faultOf({ ...turn, urls: [url] })).toBeNull();
  });

  test.each([
    '',
    'turn:',
    'https://turn.example',
    'turn://turn.example',
    'turn:me@turn.example',
    'turn:turn.example:99999',
    'turn:turn.example?transport=sctp',
    'stun:stun.example?transport=udp',
    'turn:a host',
  ])('may not be "%s"', (url) => {
    expect(faultOf({ ...turn, urls: [url] })).toBe('url');
  });

  test('takes a user name and a password where it relays', () => {
    expect(faultOf({ urls: turn.urls, username: 'me' })).toBe('credentials');
    expect(faultOf({ urls: turn.urls, credential: 'north' })).toBe('credentials');
    expect(faultOf(stun)).toBeNull();
  });
});

describe('what a device kept', () => {
  test('is read back, and what is spoilt is left out', () => {
    const kept = { isRelayOnly: true, isOwnOnly: true, ownServers: [turn, stun] };
    expect(parseWays(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    const spoilt = { isRelayOnly: 'yes', ownServers: [{ urls: ['turn:x'] }, 7, null, stun] };
    expect(parseWays(spoilt)).toEqual({ ...anyWay, ownServers: [stun] });
    for (const nothing of [null, 7, 'text', []]) expect(parseWays(nothing)).toEqual(anyWay);
  });

  test('outlives the tab, and is nothing where storage is forbidden', () => {
    const storage = new Map<string, string>();
    const device = () =>
      ({
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => storage.set(key, value),
      }) as unknown as Storage;
    const forbidden = (): Storage => {
      throw new Error('denied');
    };
    const ways = { isRelayOnly: true, isOwnOnly: false, ownServers: [turn] };
    createMemory({ tab: forbidden, device, now: () => 0 }).ways = ways;
    expect(createMemory({ tab: forbidden, device, now: () => 0 }).ways).toEqual(ways);
    expect(createMemory({ tab: forbidden, device: forbidden, now: () => 0 }).ways).toEqual(anyWay);
  });
});

describe('the connections of a call', () => {
  function source() {
    const configurations: RTCConfiguration[] = [];
    const ice = new IceSource({
      link: {} as Link,
      host: 'calls.example',
      onConfiguration: (configuration) => configurations.push(configuration),
    });
    return { ice, last: () => configurations.at(-1) };
  }

  test('use one’s own servers beside those of the room, or in their place', () => {
    const { ice, last } = source();
    ice.take(room, { servers: [stun], stunPort: 3478, lifetime: 60 });
    ice.stop();
    const offered = [{ urls: ['stun:calls.example:3478'] }, stun];
    expect(last()).toEqual({ iceServers: offered, iceTransportPolicy: 'all' });
    ice.setWays({ ...anyWay, ownServers: [turn] });
    expect(last()?.iceServers).toEqual([turn, ...offered]);
    ice.setWays({ ...anyWay, ownServers: [turn], isOwnOnly: true });
    expect(last()?.iceServers).toEqual([turn]);
    ice.setWays({ ...anyWay, isOwnOnly: true });
    expect(last()?.iceServers).toEqual(offered);
  });

  test('go by relays alone before the first of them is made', () => {
    const { ice, last } = source();
    ice.setWays({ ...anyWay, isRelayOnly: true });
    expect(last()).toEqual({ iceServers: [], iceTransportPolicy: 'relay' });
  });
});
