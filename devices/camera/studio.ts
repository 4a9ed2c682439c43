import type { PeerConnection } from 'node-datachannel';
import type { Equipment } from '../peer.ts';
import type { Other } from '../room-link.ts';
import type { Rtc } from '../rtc.ts';
import type { Teller } from '../teller.ts';
import type { CameraOptions } from './camera-options.ts';

/** Shows something to everybody who watches. */
export interface Studio {
  equip(connection: PeerConnection, other: Other): Equipment;
  close(): Promise<void>;
}

export interface StudioSetup {
  readonly rtc: Rtc;
  readonly ffmpeg: string;
  readonly options: CameraOptions;
  /** Of what is wrong with the pictures. */
  readonly teller: Teller;
  readonly say: (sentence: string) => void;
}
