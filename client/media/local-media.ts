import { type Captured, capture, type DeviceKind } from './capture.ts';
import { Device, type DeviceSnapshot } from './device.ts';

export type { DeviceSnapshot } from './device.ts';
export type { MediaProblem } from './media-problem.ts';

export interface LocalMediaSnapshot {
  readonly microphone: DeviceSnapshot;
  readonly camera: DeviceSnapshot;
}

export interface LocalMedia {
  readonly snapshot: LocalMediaSnapshot;
  onChange(handler: (snapshot: LocalMediaSnapshot) => void): () => void;
  /** Off mutes and keeps the device. Setters called in one task become one request for both devices. */
  setMicrophone(on: boolean): void;
  /** Off gives the camera back: its light goes out. */
  setCamera(on: boolean): void;
  /** Gives both back and wants neither. Either may be switched on again. */
  stop(): void;
}

export interface LocalMediaOptions {
  /** Undefined in pages that the browser finds insecure. */
  readonly devices: MediaDevices | undefined;
  readonly isSecure: boolean;
}

export function createLocalMedia(options: LocalMediaOptions): LocalMedia {
  const handlers = new Set<(snapshot: LocalMediaSnapshot) => void>();
  const microphone = new Device('microphone', handleChange);
  const camera = new Device('camera', handleChange);
  const devices = { microphone, camera };
  let snapshot = takeSnapshot();
  let isRequesting = false;

  function takeSnapshot(): LocalMediaSnapshot {
    return { microphone: microphone.snapshot, camera: camera.snapshot };
  }

  function handleChange(): void {
    snapshot = takeSnapshot();
    for (const handler of handlers) handler(snapshot);
  }

  function want(kind: DeviceKind, on: boolean): void {
    devices[kind].want(on);
    queueMicrotask(() => void requestPending());
  }

  // One request at a time, and never one for a device that is held: so rapid switching leaks no track.
  async function requestPending(): Promise<void> {
    if (isRequesting) return;
    const pending = [microphone, camera].filter((device) => device.isPending);
    if (pending.length === 0) return;
    isRequesting = true;
    const captured = await captureWith(options, pending);
    isRequesting = false;
    for (const result of captured) devices[result.kind].settle(result);
    await requestPending();
  }

  return {
    get snapshot() {
      return snapshot;
    },
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    setMicrophone: (on) => want('microphone', on),
    setCamera: (on) => want('camera', on),
    stop() {
      microphone.stop();
      camera.stop();
    },
  };
}

function captureWith(
  { devices, isSecure }: LocalMediaOptions,
  pending: readonly Device[],
): Promise<readonly Captured[]> {
  const kinds = pending.map((device) => device.kind);
  if (devices !== undefined && isSecure) return capture(devices, kinds);
  return Promise.resolve(kinds.map((kind) => ({ kind, problem: 'insecure-page' })));
}
