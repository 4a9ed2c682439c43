import { type Captured, capture, type DeviceKind, type Facing, type Wish } from './capture.ts';
import { Device, type DeviceSnapshot } from './device.ts';
import { type DeviceList, listDevices, noDevices } from './device-list.ts';

export type { DeviceSnapshot } from './device.ts';
export type { MediaProblem } from './media-problem.ts';

/** A silence that is shorter ends by itself. */
const INTERRUPTED_MS = 5_000;

export interface LocalMediaSnapshot {
  readonly microphone: DeviceSnapshot;
  readonly camera: DeviceSnapshot;
  readonly list: DeviceList;
}

export interface LocalMedia {
  readonly snapshot: LocalMediaSnapshot;
  onChange(handler: (snapshot: LocalMediaSnapshot) => void): () => void;
  /** Off mutes and keeps the device. Setters called in one task become one request for both devices. */
  setMicrophone(on: boolean): void;
  /** Off gives the camera back: its light goes out. */
  setCamera(on: boolean): void;
  /** Takes another one, at once where one is in use; null leaves it to the browser. */
  choose(kind: DeviceKind, deviceId: string | null): void;
  /** On a phone: the camera on this side of it. */
  face(facing: Facing): void;
  /** The page is seen again: what a call by phone, or another app, took away meanwhile is taken back. */
  wake(): void;
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
  let list = noDevices;
  let snapshot = takeSnapshot();
  let isRequesting = false;

  function takeSnapshot(): LocalMediaSnapshot {
    return { microphone: microphone.snapshot, camera: camera.snapshot, list };
  }

  function handleChange(): void {
    snapshot = takeSnapshot();
    for (const handler of handlers) handler(snapshot);
  }

  // What was asked for in one task becomes one request.
  const request = (): void => queueMicrotask(() => void requestPending());

  // One request at a time, and never one for a device that is held: so rapid switching leaks no track.
  async function requestPending(): Promise<void> {
    if (isRequesting) return;
    const wishes = [microphone, camera]
      .filter(({ isPending }) => isPending)
      .map(({ wish }) => wish);
    if (wishes.length === 0) return;
    isRequesting = true;
    const captured = await captureWith(options, wishes);
    isRequesting = false;
    for (const result of captured) {
      const wish = wishes.find(({ kind }) => kind === result.kind);
      if (wish) devices[result.kind].settle(result, wish);
    }
    void refreshList();
    await requestPending();
  }

  async function refreshList(): Promise<void> {
    if (!options.devices || !options.isSecure) return;
    list = await listDevices(options.devices);
    handleChange();
  }

  // What was unplugged and comes back is taken up again.
  async function handlePlugging(): Promise<void> {
    await refreshList();
    if (list.microphones.length > 0) microphone.heal('unplugged', 'none-found');
    if (list.cameras.length > 0) camera.heal('unplugged', 'none-found');
    request();
  }

  options.devices?.addEventListener?.('devicechange', () => void handlePlugging());

  return {
    get snapshot() {
      return snapshot;
    },
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    setMicrophone(on) {
      microphone.want(on);
      request();
    },
    setCamera(on) {
      camera.want(on);
      request();
    },
    choose(kind, deviceId) {
      devices[kind].choose(deviceId);
      request();
    },
    face(facing) {
      camera.face(facing);
      request();
    },
    wake() {
      for (const device of [microphone, camera]) device.heal('unplugged', 'in-use');
      request();
      setTimeout(() => {
        for (const device of [microphone, camera]) device.renewSilent();
        request();
      }, INTERRUPTED_MS);
    },
    stop() {
      microphone.stop();
      camera.stop();
    },
  };
}

function captureWith(
  { devices, isSecure }: LocalMediaOptions,
  wishes: readonly Wish[],
): Promise<readonly Captured[]> {
  if (devices !== undefined && isSecure) return capture(devices, wishes);
  return Promise.resolve(wishes.map(({ kind }) => ({ kind, problem: 'insecure-page' })));
}
