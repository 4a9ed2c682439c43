import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withFile } from '../../devices/given.ts';
import { toNativeServers } from '../../devices/ice-servers.ts';
import { readJoining } from '../../devices/joining.ts';
import { createTeller } from '../../devices/teller.ts';
import { allGiven, joiningValues } from '../../server/commands/device.ts';

const asCamera = { role: 'sender', name: 'camera' } as const;
const read = (given: Record<string, string>) =>
  readJoining(new Map(Object.entries(given)), asCamera);

test('an address and a room are enough: our own protocol is spoken', () => {
  const { room, iceServers } = read({ server: 'https://calls.example.org/', room: 'studio' });
  expect(room).toMatchObject({ dialect: 'plain', room: 'studio', role: 'sender', name: 'camera' });
  expect(room.server.href).toBe('https://calls.example.org/');
  expect(iceServers).toEqual([]);
});

test('scripts of the rooms family start it as they are', () => {
  const { room, iceServers } = read({
    'server-ip': '192.0.2.1',
    'server-port': '9000',
    'client-id': 'sender_001',
    'room-id': 'room_001',
    stun: 'stun:192.0.2.7:3478',
    turn: 'turn:user:secret@192.0.2.7',
    codec: 'h264',
  });
  expect(room).toMatchObject({ dialect: 'rooms', room: 'room_001', name: 'sender_001' });
  expect(room.server.href).toBe('ws://192.0.2.1:9000/');
  expect(toNativeServers(iceServers)).toEqual([
    { hostname: '192.0.2.7', port: 3478 },
    {
      hostname: '192.0.2.7',
      port: 3478,
      relayType: 'TurnUdp',
      username: 'user',
      password: 'secret',
    },
  ]);
});

test('a direct device is found by its id', () => {
  const direct = { server: 'http://localhost:7860/', dialect: 'direct' };
  expect(read(direct).room.room).toBe('device');
  expect(read({ ...direct, 'client-id': 'door' }).room.room).toBe('door');
});

test('credentials of the server have colons in them, and go as they are', () => {
  const urls = ['turn:192.0.2.7:3478?transport=tcp', 'turns:[2001:db8::7]', 'stun:relay.example'];
  const servers = [{ urls, username: '1700000000:@abc', credential: 'x/y=' }];
  expect(toNativeServers(servers).map(({ hostname, port }) => [hostname, port])).toEqual([
    ['192.0.2.7', 3478],
    ['2001:db8::7', 5349],
    ['relay.example', 3478],
  ]);
  expect(toNativeServers(servers)[0]).toMatchObject({
    relayType: 'TurnTcp',
    username: '1700000000:@abc',
    password: 'x/y=',
  });
});

test.each([
  [{}, 'Name the server: --server https://calls.example.org/'],
  [{ server: 'calls' }, '"calls" is no address like https://calls.example.org/'],
  [{ server: 'http://localhost' }, 'Name the room: --room studio'],
  [{ server: 'http://localhost', room: 'my studio' }, '"my studio" is no room'],
  [{ server: 'http://localhost', dialect: 'chinese' }, '"chinese" is no dialect: plain, direct,'],
  [{ server: 'http://localhost', room: 'a', stun: ' ' }, '" " is no address like stun:'],
])('%j is answered by what to give', (given: Record<string, string>, sentence) => {
  expect(() => read(given)).toThrow(sentence);
});

test('a file gives what the command line does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'camera.json');
  writeFileSync(path, '{"room_id": "garden", "width": 640, "audio": true, "datachannel": false}');
  const values = new Map([
    ['config', path],
    ['width', '320'],
  ]);
  const given = withFile(allGiven(new Set(['caller']), { operand: undefined, values }));
  expect(Object.fromEntries(given)).toEqual({
    config: path,
    'room-id': 'garden',
    width: '320',
    audio: 'true',
    caller: 'true',
  });
  writeFileSync(path, '{"room": ["garden"]}');
  expect(() => withFile(values)).toThrow(`${path} is no JSON object of texts, numbers`);
  expect(() => withFile(new Map([['config', folder]]))).toThrow(`${folder} can't be read.`);
});

test('what devices share is described', () => {
  expect(Object.keys(joiningValues)).toEqual(
    expect.arrayContaining(['server', 'room', 'dialect', 'server-ip', 'stun', 'turn', 'config']),
  );
});

test('what is wrong is said once, until all was well', () => {
  const said: string[] = [];
  const teller = createTeller((sentence) => said.push(sentence));
  teller.tell('nobody listens');
  teller.tell('nobody listens');
  teller.reset();
  teller.tell('nobody listens');
  teller.tell('it is full');
  expect(said).toEqual(['nobody listens', 'nobody listens', 'it is full']);
});
