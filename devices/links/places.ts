import type { RoomOptions } from '../room-link.ts';

/** Where a dialect is spoken. What was given as `ws://…` is somebody's own choice. */
export function placeOf({ server, dialect, room }: RoomOptions): string {
  if (server.protocol === 'ws:' || server.protocol === 'wss:') return server.href;
  const place = new URL(server);
  place.protocol = server.protocol.replace('http', 'ws');
  const last = dialect === 'broadcast' ? `broadcast/${room}` : dialect;
  place.pathname = `${server.pathname.replace(/\/+$/, '')}/ws/${last}`;
  return place.href;
}
