import { type MediaProblem, toMediaProblem } from './media-problem.ts';

export type DeviceKind = 'microphone' | 'camera';

/** Which way a phone's camera looks. */
export type Facing = 'user' | 'environment';

/** What is asked for, of a kind. What isn't there any more is no reason to come away with nothing. */
export interface Wish {
  readonly kind: DeviceKind;
  /** Null leaves it to the browser. */
  readonly deviceId: string | null;
  readonly facing: Facing;
}

/** The track that came, or why none did. */
export type Captured =
  | { readonly kind: DeviceKind; readonly track: MediaStreamTrack }
  | { readonly kind: DeviceKind; readonly problem: MediaProblem };

const microphoneConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};

/**
 * Asks for all kinds at once, so that the person answers one prompt, and then for each alone, so that a missing
 * camera does not cost the microphone. A browser that was told no remembers it, and doesn't ask again here.
 */
export async function capture(
  devices: MediaDevices,
  wishes: readonly Wish[],
): Promise<readonly Captured[]> {
  try {
    return await request(devices, wishes);
  } catch (error) {
    const [first, ...others] = wishes;
    if (first === undefined) return [];
    if (others.length === 0) {
      if (isGone(error, first)) return capture(devices, [{ ...first, deviceId: null }]);
      return [{ kind: first.kind, problem: toMediaProblem(error) }];
    }
  }
  const captured: Captured[] = [];
  for (const wish of wishes) captured.push(...(await capture(devices, [wish])));
  return captured;
}

async function request(
  devices: MediaDevices,
  wishes: readonly Wish[],
): Promise<readonly Captured[]> {
  const microphone = wishes.find(({ kind }) => kind === 'microphone');
  const camera = wishes.find(({ kind }) => kind === 'camera');
  const stream = await devices.getUserMedia({
    ...(microphone && { audio: { ...microphoneConstraints, ...chosen(microphone) } }),
    ...(camera && { video: { ...cameraConstraints, ...chosen(camera), ...towards(camera) } }),
  });
  return wishes.map(({ kind }) => fromStream(stream, kind));
}

/** The one that was chosen, and no other: as a mere wish it counts no more than the size of the picture. */
function chosen({ deviceId }: Wish): MediaTrackConstraints {
  return deviceId === null ? {} : { deviceId: { exact: deviceId } };
}

function isGone(error: unknown, { deviceId }: Wish): boolean {
  const names = ['OverconstrainedError', 'NotFoundError'];
  return deviceId !== null && error instanceof Error && names.includes(error.name);
}

/** A camera that was chosen looks where it looks. */
function towards({ deviceId, facing }: Wish): MediaTrackConstraints {
  return deviceId === null ? { facingMode: facing } : {};
}

function fromStream(stream: MediaStream, kind: DeviceKind): Captured {
  const tracks = kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
  const track = tracks[0];
  if (track === undefined) return { kind, problem: 'none-found' };
  if (kind === 'camera') track.contentHint = 'motion';
  return { kind, track };
}
