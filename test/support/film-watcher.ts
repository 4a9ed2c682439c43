import type { PeerConnection, Track } from 'node-datachannel';
import { onTestFinished } from 'vitest';
import { enterRoom } from '../../devices/links/enter-room.ts';
import type { Equipment } from '../../devices/peer.ts';
import { Peers } from '../../devices/peers.ts';
import type { Rtc } from '../../devices/rtc.ts';
import type { Section } from '../../devices/sections.ts';
import type { RoomId } from '../../protocol/ids.ts';

/** A viewer without a browser, which takes a film and counts its pictures. */
export interface FilmWatcher {
  readonly pictures: number;
  /** Of the first packet, since it was made. */
  readonly firstMs: number | null;
}

export function watchFilm(rtc: Rtc, server: string, room: string): FilmWatcher {
  const begun = performance.now();
  const seen = { pictures: 0, firstMs: null as number | null };
  const peers = new Peers({
    rtc,
    iceServers: [],
    equip: (connection) =>
      takeFilm(rtc, connection, () => {
        seen.firstMs ??= performance.now() - begun;
        seen.pictures += 1;
      }),
    enter: (events) =>
      enterRoom(
        {
          dialect: 'plain',
          server: new URL(server),
          room: room as RoomId,
          role: 'receiver',
          name: '',
        },
        events,
      ),
    onIn: () => {},
    onTrouble: () => {},
  });
  onTestFinished(() => peers.close());
  return seen;
}

function takeFilm(rtc: Rtc, connection: PeerConnection, onPicture: () => void): Equipment {
  const kept: Track[] = [];
  return {
    offer: () => {},
    accept(sections: readonly Section[]) {
      for (const { kind, mid, formats } of sections) {
        if (kind !== 'video') continue;
        const video = new rtc.Video(mid, 'RecvOnly');
        for (const { payloadType, parameters } of formats) {
          video.addH264Codec(payloadType, parameters);
        }
        const track = connection.addTrack(video);
        // The last packet of a picture has the marker (RFC 6184, section 5.1).
        track.onMessage((packet) => {
          const isMedia = (packet[1] ?? 0) < 192 || (packet[1] ?? 0) > 223;
          if (isMedia && ((packet[1] ?? 0) & 0x80) !== 0) onPicture();
        });
        kept.push(track);
      }
    },
    handleConnected: () => {},
    handleClosed: () => {},
  };
}
