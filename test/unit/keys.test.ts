import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createKeys } from '../../client/ui/access/keys.ts';
import { createMemory } from '../../client/ui/memory.ts';
import { createRouter } from '../../client/ui/router.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { snapshotOf } from '../support/snapshots.ts';

const kitchen = parseRoomId('kitchen') as RoomId;
const hall = parseRoomId('hall') as RoomId;

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

/** A tab at an address, with what a browser does about it. */
function openTab(address: string, tab = createStorage()) {
  const location = { origin: 'https://calls.example', pathname: '', search: '', hash: '' };
  let handleMove = () => {};
  const goTo = (_state: unknown, _unused: string, path: string | URL | null | undefined) => {
    const { pathname, search, hash } = new URL(String(path), location.origin);
    Object.assign(location, { pathname, search, hash });
  };
  goTo(null, '', address);
  const router = createRouter({
    home: '/',
    location: location as Location,
    history: { state: null, pushState: goTo, replaceState: goTo } as unknown as History,
    random: () => {},
    onMove: (handler) => {
      handleMove = handler;
    },
  });
  const device = createStorage();
  const memory = createMemory({ tab: () => tab, device: () => device, now: () => 0 });
  const call = signal(snapshotOf());
  const keys = createKeys({ call, router, memory });
  const move = (path: string) => {
    goTo(null, '', path);
    handleMove();
  };
  const refuse = (code: string) => {
    const problem = { code, message: '' };
    call.value = snapshotOf({ status: { kind: 'refused', problem } });
  };
  return { keys, router, location, tab, move, refuse };
}

test('an invitation is taken out of the address, and kept for its room and this tab', () => {
  const { keys, router, location, tab } = openTab('/r/kitchen?x=1#token=a.b-c_d.e');
  expect(location).toMatchObject({ pathname: '/r/kitchen', search: '?x=1', hash: '' });
  expect(router.linkTo(kitchen)).toBe('https://calls.example/r/kitchen');
  expect(keys.entryTo(kitchen)).toEqual({ invitation: 'a.b-c_d.e' });
  expect(keys.hasInvitation(hall)).toBe(false);
  expect(keys.entryTo(hall)).toEqual({});
  expect(openTab('/r/kitchen', tab).keys.hasInvitation(kitchen)).toBe(true);
});

test.each(['watch', 'device'])('an invitation counts at /%s as well', (place) => {
  const { keys, location } = openTab(`/${place}/kitchen#token=a.b-c_d.e`);
  expect(location).toMatchObject({ pathname: `/${place}/kitchen`, hash: '' });
  expect(keys.entryTo(kitchen)).toEqual({ invitation: 'a.b-c_d.e' });
});

test('a new invitation takes the place of the one before, also on the same page', () => {
  const { keys, move, location } = openTab('/r/kitchen#token=old');
  move('/r/kitchen#token=new');
  expect(keys.entryTo(kitchen)).toEqual({ invitation: 'new' });
  expect(location.hash).toBe('');
});

test('an invitation that opens nothing is not shown again, and a new one is', () => {
  const { keys, tab, move, refuse } = openTab('/r/kitchen#token=old');
  refuse('invitation-invalid');
  expect(keys.hasInvitation(kitchen)).toBe(false);
  expect(openTab('/r/kitchen', tab).keys.hasInvitation(kitchen)).toBe(false);
  move('/r/kitchen#token=new');
  refuse('invitation-invalid');
  expect(keys.hasInvitation(kitchen)).toBe(true);
});

test('a fragment that is no invitation stays where it is', () => {
  expect(openTab('/r/kitchen#chat').location.hash).toBe('#chat');
});

test('a password goes with the request, is kept nowhere, and is forgotten with the room', () => {
  const { keys, tab, router } = openTab('/r/kitchen');
  keys.password.value = 'sesame';
  expect(keys.entryTo(kitchen)).toEqual({ password: 'sesame' });
  expect(openTab('/r/kitchen', tab).keys.entryTo(kitchen)).toEqual({});
  router.openRoom(hall);
  expect(keys.entryTo(hall)).toEqual({});
});

test('where others came in without a password, it is not brought again', () => {
  const { keys, refuse } = openTab('/r/kitchen');
  keys.password.value = 'sesame';
  refuse('password-wrong');
  expect(keys.password.value).toBe('sesame');
  refuse('password-unset');
  expect(keys.password.value).toBe('');
});
