import type { MemberInfo } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import type { DescriptionSignal } from '../../protocol/signals.ts';
import { Peer } from './peer/peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';
import { autoQuality, type Quality } from './peer/quality.ts';
import { rehearse } from './peer/rehearsal.ts';
import type { PeersOptions } from './peers-options.ts';
import { randomHex } from './random-hex.ts';
import type { OutgoingMedia } from './state.ts';

interface PeerMakerOptions extends PeersOptions {
  readonly onDead: (peer: Peer, role: PeerOptions['role']) => void;
  readonly onPicture: (from: MemberId, jpeg: ArrayBuffer) => void;
}

/** Makes peers, and knows what those to come have in common. */
export class PeerMaker {
  readonly #options: PeerMakerOptions;
  configuration: RTCConfiguration = {};
  media: OutgoingMedia = { microphone: null, camera: null };
  quality: Quality = autoQuality;
  /** Of this side. */
  role: Role = 'participant';

  constructor(options: PeerMakerOptions) {
    this.#options = options;
  }

  /** Without `info` for somebody who is yet to be met. */
  make(info: MemberInfo | null, role: PeerOptions['role']): Peer {
    const { rtc, send, onChange, onDead, onFiles, onPicture, ...handlers } = this.#options;
    const isCaller = role === 'caller';
    const peer: Peer = new Peer({
      ...handlers,
      connection: rtc.createConnection(this.configuration),
      stream: rtc.createStream(),
      info,
      role,
      isReceiver: this.role === 'receiver',
      tag: isCaller ? newTag() : null,
      answerTo: isCaller && !info && rtc.shouldRehearse ? (offer) => this.#rehearse(offer) : null,
      measureEveryMs: rtc.measureEveryMs,
      codecs: rtc.codecs?.() ?? null,
      send: (signal) => send(signal, peer.id, peer),
      onDead: () => {
        onDead(peer, role);
        onChange();
      },
      onChange,
      onFiles: (pipe) => onFiles(peer.id, pipe),
      onPicture: (jpeg) => onPicture(peer.id, jpeg),
    });
    peer.setQuality(this.quality);
    peer.setMedia(this.media);
    return peer;
  }

  #rehearse(offer: DescriptionSignal): Promise<DescriptionSignal> {
    const { rtc } = this.#options;
    return rehearse(offer, {
      connection: rtc.createConnection({}),
      stream: rtc.createStream(),
      codecs: rtc.codecs?.() ?? null,
    });
  }
}

/** Tells the peers of two members apart, one after the other: 48 bits are plenty. */
const newTag = () => randomHex(6);
