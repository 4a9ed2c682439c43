import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Joining } from '../joining.ts';
import { enterRoom } from '../links/enter-room.ts';
import { Peers } from '../peers.ts';
import { endRtc, loadRtc } from '../rtc.ts';
import { createTeller, type Teller } from '../teller.ts';
import type { CameraOptions } from './camera-options.ts';
import { NO_FFMPEG } from './ffmpeg-problem.ts';
import { openFilmStudio } from './film-studio.ts';
import { PictureStudio } from './picture-studio.ts';
import { nameOfSource, whyAbsent } from './source.ts';

/** Where another ffmpeg than the first on the path is wanted. */
const FFMPEG = process.env['FFMPEG'] ?? 'ffmpeg';

interface Running {
  close(): Promise<void>;
  readonly ended: Promise<number>;
}

/** Joins, and sends to everybody who watches, until it is closed. */
export async function startCamera(
  { room, iceServers }: Joining,
  options: CameraOptions,
  say: (sentence: string) => void,
): Promise<Running> {
  const rtc = await loadRtc();
  const [teller, entries] = [createTeller(say), createTeller(say)];
  await tellMissing(options, teller);
  const setup = { rtc, ffmpeg: FFMPEG, options, teller, say };
  const studio = options.isDatachannel ? new PictureStudio(setup) : await openFilmStudio(setup);
  const peers = new Peers({
    rtc,
    iceServers,
    equip: (connection, other) => studio.equip(connection, other),
    enter: (events) => enterRoom(room, events),
    onIn: () => entries.tell(`In the room ${room.room}, with ${nameOfSource(options.source)}.`),
    onTrouble: (sentence) => entries.tell(sentence),
  });
  return {
    ended: new Promise(() => {}),
    async close() {
      peers.close();
      await studio.close();
      await endRtc();
    },
  };
}

/** Before anybody watches, so that who sets it up knows. */
async function tellMissing({ source }: CameraOptions, teller: Teller): Promise<void> {
  const absent = whyAbsent(source);
  if (absent) teller.tell(absent);
  await promisify(execFile)(FFMPEG, ['-version']).catch(() => teller.tell(NO_FFMPEG));
}
