import { type ReadonlySignal, signal } from '@preact/signals';
import type { RoomId } from '../../protocol/ids.ts';
import type { KeptInvitation } from './memory.ts';
import { newRoomName, roomInPath } from './room-name.ts';

export type Route =
  | { readonly kind: 'home' }
  /** `watch` is every picture of a room, `device` the one of a device, whose room has its name. */
  | { readonly kind: 'room' | 'watch' | 'device'; readonly room: RoomId }
  | { readonly kind: 'check' }
  | { readonly kind: 'nowhere' };

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** That came in the address last, which doesn't show it any more. */
  readonly invitation: ReadonlySignal<KeptInvitation | null>;
  readonly paths: Paths;
  /** The address to send to the other person. */
  linkTo(room: RoomId): string;
  /** Goes to one of the paths. */
  open(path: string): void;
  openRoom(room: RoomId): void;
  /** A room that nobody can guess. */
  openNewRoom(): void;
}

/** Where to find what: for links, which can be opened in a tab of their own. */
interface Paths {
  readonly home: string;
  readonly check: string;
  room(room: RoomId): string;
}

export interface RouterOptions {
  /** The path of the page itself: `/`, or `/calls/`. */
  readonly home: string;
  readonly location: Location;
  readonly history: History;
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Called when the person goes back or forth. */
  readonly onMove: (handler: () => void) => void;
}

export function createRouter(options: RouterOptions): Router {
  const { home, location, history, random, onMove } = options;
  const paths: Paths = {
    home,
    check: `${home}check`,
    room: (room) => `${home}r/${room}`,
  };
  const route = signal(routeOf(location.pathname, home));
  const invitation = signal<KeptInvitation | null>(null);
  const update = (): void => {
    route.value = routeOf(location.pathname, home);
    const token = takeToken(location, history);
    if (token !== null && 'room' in route.value) {
      invitation.value = { room: route.value.room, token };
    }
  };
  update();
  const open = (path: string): void => {
    history.pushState(null, '', path);
    update();
  };
  const openRoom = (room: RoomId): void => open(paths.room(room));
  onMove(update);
  return {
    route,
    invitation,
    paths,
    linkTo: (room) => `${location.origin}${paths.room(room)}`,
    open,
    openRoom,
    openNewRoom: () => openRoom(newRoomName(random)),
  };
}

/** `#token=…`: no server is sent it, and nobody reads it over a shoulder or in the history. */
function takeToken({ hash, pathname, search }: Location, history: History): string | null {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token !== null) history.replaceState(history.state, '', `${pathname}${search}`);
  return token;
}

function routeOf(path: string, home: string): Route {
  if (!path.startsWith(home)) return { kind: 'nowhere' };
  const rest = path.slice(home.length);
  if (rest === '' || rest === 'index.html') return { kind: 'home' };
  if (rest === 'check') return { kind: 'check' };
  const [, place = '', segment = ''] = /^(r|watch|device)\/([^/]+)\/?$/.exec(rest) ?? [];
  const room = segment === '' ? null : roomInPath(segment);
  if (room === null) return { kind: 'nowhere' };
  return { kind: place === 'watch' || place === 'device' ? place : 'room', room };
}
