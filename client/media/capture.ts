import { type MediaProblem, toMediaProblem } from './media-problem.ts';

export type DeviceKind = 'microphone' | 'camera';

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
  facingMode: 'user',
};

/**
 * Asks for all kinds at once, so that the person answers one prompt, and then for each alone, so that a missing
 * camera does not cost the microphone. A browser that was told no remembers it, and doesn't ask again here.
 */
export async function capture(
  devices: MediaDevices,
  kinds: readonly DeviceKind[],
): Promise<readonly Captured[]> {
  try {
    return await request(devices, kinds);
  } catch (error) {
    const [first, ...others] = kinds;
    if (first === undefined) return [];
    if (others.length === 0) return [{ kind: first, problem: toMediaProblem(error) }];
  }
  const captured: Captured[] = [];
  for (const kind of kinds) captured.push(...(await capture(devices, [kind])));
  return captured;
}

async function request(
  devices: MediaDevices,
  kinds: readonly DeviceKind[],
): Promise<readonly Captured[]> {
  const stream = await devices.getUserMedia({
    ...(kinds.includes('microphone') && { audio: microphoneConstraints }),
    ...(kinds.includes('camera') && { video: cameraConstraints }),
  });
  return kinds.map((kind) => fromStream(stream, kind));
}

function fromStream(stream: MediaStream, kind: DeviceKind): Captured {
  const tracks = kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
  const track = tracks[0];
  if (track === undefined) return { kind, problem: 'none-found' };
  if (kind === 'camera') track.contentHint = 'motion';
  return { kind, track };
}
