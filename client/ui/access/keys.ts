import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallSnapshot } from '../../call/state.ts';
import type { KeptInvitation, Memory } from '../memory.ts';
import type { Router } from '../router.ts';

/** What opens a room to whoever brings it. Never in a link that this page makes, and never kept on the device. */
export interface Keys {
  /** As typed; empty is none. It lives as long as the page stays at this room. */
  readonly password: Signal<string>;
  hasInvitation(room: RoomId): boolean;
  /** As the options of `join` carry it. */
  entryTo(room: RoomId): Readonly<Record<string, string>>;
}

interface KeysOptions {
  readonly call: ReadonlySignal<CallSnapshot>;
  readonly router: Router;
  readonly memory: Memory;
}

export function createKeys({ call, router, memory }: KeysOptions): Keys {
  const password = signal('');
  const invitation = signal(memory.invitation);
  let lastRoom: RoomId | null = null;
  let lastCode: string | null = null;

  function keep(kept: KeptInvitation | null): void {
    memory.invitation = kept;
    invitation.value = kept;
  }

  effect(() => {
    const came = router.invitation.value;
    if (came) keep(came);
  });
  effect(() => {
    const route = router.route.value;
    const room = 'room' in route ? route.room : null;
    if (room !== lastRoom) password.value = '';
    lastRoom = room;
  });
  // A key that does not fit is not tried again.
  effect(() => {
    const { status } = call.value;
    const code = status.kind === 'refused' ? status.problem.code : null;
    if (code === 'invitation-invalid' && code !== lastCode) keep(null);
    if (code === 'password-unset' && code !== lastCode) password.value = '';
    lastCode = code;
  });

  const tokenFor = (room: RoomId) =>
    invitation.value?.room === room ? invitation.value.token : null;

  return {
    password,
    hasInvitation: (room) => tokenFor(room) !== null,
    entryTo(room) {
      const token = tokenFor(room);
      return {
        ...(password.value && { password: password.value }),
        ...(token !== null && { invitation: token }),
      };
    },
  };
}
