import type { Codecs } from '../call/peer/codec-order.ts';

/** Of those that all browsers have a word for, the one that makes most of a narrow way first. */
const NAMES = ['AV1', 'VP9', 'H264'];
/** A phone has a chip for it, whatever else it says. */
const PHONE_NAMES = ['H264', 'AV1', 'VP9'];

/** A picture of a call. */
const PICTURE = { width: 1280, height: 720, bitrate: 1_500_000, framerate: 30 };

export interface CodecsOptions {
  readonly capabilities: MediaCapabilities | undefined;
  /** Not everywhere: old browsers, and pages that are not secure. */
  readonly list: (kind: 'audio' | 'video') => Codecs['audio'];
  readonly isPhone: boolean;
}

/** What this browser can do, and what of it costs little, as soon as that is known. */
export function findCodecs({ capabilities, list, isPhone }: CodecsOptions): () => Codecs {
  let cheap: readonly string[] = [];
  const names = isPhone ? PHONE_NAMES : NAMES;
  void Promise.all(names.map((name) => isCheap(capabilities, name))).then((answers) => {
    cheap = names.filter((_, index) => answers[index]);
  });
  return () => ({ audio: list('audio'), video: list('video'), cheap });
}

/** In both directions: a call has as much of one as of the other. */
async function isCheap(
  capabilities: MediaCapabilities | undefined,
  name: string,
): Promise<boolean> {
  const question = { type: 'webrtc', video: { contentType: `video/${name}`, ...PICTURE } } as const;
  try {
    const answers = await Promise.all([
      capabilities?.encodingInfo(question),
      capabilities?.decodingInfo(question),
    ]);
    return answers.every((answer) => answer?.supported === true && answer.powerEfficient);
  } catch {
    // Browsers that don't know the question, or the codec.
    return false;
  }
}
