import { type ReadonlySignal, signal } from '@preact/signals';
import type { RoomId } from '../../protocol/ids.ts';
import { newRoomName, roomInPath } from './room-name.ts';

export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'room'; readonly room: RoomId }
  | { readonly kind: 'check' }
  | { readonly kind: 'nowhere' };

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** The address to send to the other person. */
  linkTo(room: RoomId): string;
  openHome(): void;
  openCheck(): void;
  openRoom(room: RoomId): void;
  /** A room that nobody can guess. */
  openNewRoom(): void;
}

export interface RouterOptions {
  readonly location: Location;
  readonly history: History;
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Called when the person goes back or forth. */
  readonly onMove: (handler: () => void) => void;
}

export function createRouter({ location, history, random, onMove }: RouterOptions): Router {
  const route = signal(routeOf(location.pathname));
  const update = (): void => {
    route.value = routeOf(location.pathname);
  };
  const open = (path: string): void => {
    history.pushState(null, '', path);
    update();
  };
  const openRoom = (room: RoomId): void => open(`/r/${room}`);
  onMove(update);
  return {
    route,
    linkTo: (room) => `${location.origin}/r/${room}`,
    openHome: () => open('/'),
    openCheck: () => open('/check'),
    openRoom,
    openNewRoom: () => openRoom(newRoomName(random)),
  };
}

function routeOf(path: string): Route {
  if (path === '/' || path === '/index.html') return { kind: 'home' };
  if (path === '/check') return { kind: 'check' };
  const [, segment] = /^\/r\/([^/]+)\/?$/.exec(path) ?? [];
  const room = segment === undefined ? null : roomInPath(segment);
  return room === null ? { kind: 'nowhere' } : { kind: 'room', room };
}
