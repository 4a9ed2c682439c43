/** One that can be chosen. */
export interface ListedDevice {
  readonly id: string;
  /** Browsers name devices only to pages that may use them: empty until then. */
  readonly label: string;
}

export interface DeviceList {
  readonly cameras: readonly ListedDevice[];
  readonly microphones: readonly ListedDevice[];
  readonly speakers: readonly ListedDevice[];
}

export const noDevices: DeviceList = { cameras: [], microphones: [], speakers: [] };

/** What is plugged in now. */
export async function listDevices(devices: MediaDevices): Promise<DeviceList> {
  const all = await devices.enumerateDevices().catch((): MediaDeviceInfo[] => []);
  const ofKind = (kind: MediaDeviceKind): ListedDevice[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    cameras: ofKind('videoinput'),
    microphones: ofKind('audioinput'),
    speakers: ofKind('audiooutput'),
  };
}
