import type { LogEvent } from '../../../call/statistics/call-log.ts';
import type { PictureState } from '../picture-state.ts';

const state: Record<PictureState, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  'camera-off': 'Camera is off',
  still: 'No picture comes',
  lost: 'Connection lost. Looking for another way…',
  failed: 'Could not connect',
  gone: 'Gone. Its place is kept.',
};

/** In the place of what a call between people says. */
const happened: Partial<Record<LogEvent, string>> = {
  waiting: 'Waiting for the device',
  'peer-joined': 'The device is here',
  'peer-left': 'The device has gone',
  'peer-away': 'The device lost the server',
  'peer-back': 'The device reached the server again',
  ended: 'Disconnected',
};

export const en = {
  wall: (room: string) => `Cameras of ${room}`,
  pictures: (count: number) => (count === 1 ? '1 picture' : `${count} pictures`),
  nobody: 'No camera is here yet',
  nobodySentence: (room: string) =>
    `Whatever sends to the room ${room} appears here by itself. You send nothing: neither camera nor microphone is asked for.`,
  entering: 'Entering the room…',
  serverAway: 'The server is unreachable. What you see goes on.',
  somebody: 'Camera',
  state,
  fullScreen: (name: string) => `${name}, full screen`,
  allPictures: (name: string) => `${name}, back to all pictures`,
  soundOf: (name: string) => `Sound of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  statistics: 'Statistics',
  rate: (frames: number) => `${Math.round(frames)}/s`,
  kilobits: (bits: number) => `${Math.round(bits / 1000).toLocaleString('en')} kbit/s`,
  framesPerSecond: 'Frames a second',
  bitrate: 'Bitrate',
  lost: 'Lost',
  nothingLost: 'none: sent again until it is here',
  roundTrip: 'Round trip',
  decodedIn: 'Arrival to decoded',
  drawnIn: 'Arrival to drawn',
  skipped: 'Skipped',
  format: 'Picture',
  way: 'Way',
  latency: (isDrawn: boolean) =>
    `Round trip: to the device and back, as the connection measures it. ${
      isDrawn ? 'Arrival to drawn' : 'Arrival to decoded'
    }: what this browser adds. What the camera takes before it sends is not in either: its clock is not known here.`,
  connect: 'Connect',
  reconnect: 'Reconnect',
  disconnect: 'Disconnect',
  device: 'Device',
  notConnected: 'Not connected',
  deviceMissing: 'The device is not here. When it comes its picture appears by itself.',
  log: 'Log',
  happened,
};
