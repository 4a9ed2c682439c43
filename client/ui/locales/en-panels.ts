import type { QualityLevel } from '../../call/peer/quality.ts';
import type { LogEvent } from '../../call/statistics/call-log.ts';
import type { PictureSummary } from '../../call/statistics/summary.ts';
import type { ShortcutName } from '../shortcuts.ts';
import { milliseconds, percent } from './en.ts';

const SECOND_MS = 1000;

const qualityLevel: Record<QualityLevel, string> = {
  auto: 'Automatic',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  'audio-only': 'Sound only',
};

const qualityMeans: Record<QualityLevel, string> = {
  auto: 'as good as the connection allows',
  high: '720p, up to 3 Mbit/s',
  medium: '360p, up to 700 kbit/s',
  low: '180p, up to 200 kbit/s',
  'audio-only': 'no picture either way',
};

const shortcut: Record<ShortcutName, string> = {
  microphone: 'Microphone on and off',
  camera: 'Camera on and off',
  screen: 'Share a screen',
  chat: 'Open and close the chat',
  lock: 'Lock and unlock the room',
  hand: 'Raise and lower your hand',
  react: 'React',
  fullScreen: 'Full screen',
  shortcuts: 'This list',
  hangUp: 'Hang up',
};

/** Of the log of a call. */
const happened: Record<LogEvent, string> = {
  joining: 'Asking for a seat',
  joined: 'Joined the room',
  waiting: 'Waiting for the other person',
  refused: 'The server refused',
  'peer-joined': 'The other person is here',
  'peer-left': 'The other person left',
  'peer-away': 'The other person lost the server',
  'peer-back': 'The other person reached the server again',
  connecting: 'Connecting',
  connected: 'Connected',
  path: 'The way through the network',
  interrupted: 'Interrupted',
  'restarting-ice': 'Looking for another way (ICE restart)',
  reconnected: 'Connected again',
  'no-connection': 'No connection came about',
  'server-lost': 'The server is unreachable',
  'server-back': 'The server is reachable again',
  'camera-on': 'Camera on',
  'camera-off': 'Camera off',
  'camera-problem': 'Camera problem',
  'microphone-on': 'Microphone on',
  'microphone-off': 'Microphone off',
  'microphone-problem': 'Microphone problem',
  ended: 'Call ended',
};

function picture({ lines, framesPerSecond }: PictureSummary): string {
  return `${lines}p at ${Math.round(framesPerSecond)} frames a second`;
}

const isSame = (one: PictureSummary, other: PictureSummary) => picture(one) === picture(other);

/** What stands in panels that are loaded when somebody opens them: apart, so that they bring it along. */
export const enPanels = {
  watched: (count: number) => (count === 1 ? '1 watches' : `${count} watch`),
  devices: 'Devices',
  pictureQuality: 'Picture quality',
  qualityLevel,
  qualityMeans,
  cap: 'At most, in kbit/s',
  noCap: 'no limit',
  sounds: 'A sound when somebody comes or goes',
  inviteSentence: 'Whoever has this link can take the free seat.',
  shortcut,
  megabits: (bits: number) => `${(bits / 1e6).toFixed(1)} Mbit/s`,
  measuring: 'Measuring…',
  grade: { good: 'Good.', fair: 'Fair.', poor: 'Poor.' },
  going: (
    kind: 'direct' | 'relayed',
    receiving: PictureSummary | null,
    sending: PictureSummary | null,
  ) => {
    const how = kind === 'direct' ? 'You connect directly' : 'You connect through a relay';
    if (receiving && sending && isSame(receiving, sending))
      return `${how}; ${picture(receiving)}, both ways.`;
    const ways = [
      receiving && `you receive ${picture(receiving)}`,
      sending && `you send ${picture(sending)}`,
    ].filter(Boolean);
    return `${how}; ${ways.join(', ') || 'sound only'}.`;
  },
  losing: (share: number) =>
    `${percent(share)} of sound and picture is lost on the way. A cable, or a place nearer to the Wi-Fi, may help.`,
  delayed: (ms: number) =>
    `Each word takes ${milliseconds(ms)} there and back. Leave a pause before you answer.`,
  stuttering: (frames: number) =>
    `The picture moves at ${Math.round(frames)} frames a second. Sound goes on; without cameras it may be better.`,
  roundTrip: 'Round trip',
  lost: 'Lost',
  bitrate: 'Bitrate, Mbit/s',
  frameRate: 'Frames a second',
  resolution: 'Resolution',
  receiving: 'receiving',
  sending: 'sending',
  video: 'Video',
  sound: 'Sound',
  wayThere: 'Path',
  none: 'none',
  pathText: (kind: 'direct' | 'relayed', relay: string | null, details: string) =>
    `${kind === 'direct' ? 'direct' : `relayed${relay ? ` by ${relay}` : ''}`}, ${details}`,
  log: 'Log',
  happened,
  saveReport: 'Save report',
  serversSentence:
    'They help two browsers to find each other. A relay (TURN) also carries the call where there is no direct way.',
  offeredServers: 'From this server',
  noServers: 'None. On one network that is enough.',
  ownServers: 'Your own, on this device',
  addOwnServer: 'Add one of your own',
  useOwnOnly: 'Use only your own',
  testServers: 'Test',
  testing: 'Testing…',
  serverWorks: (ms: number) => `Works: answered in ${milliseconds(ms)}.`,
  serverRefuses: (code: number) =>
    code === 401 || code === 403 || code === 441
      ? `Refuses the user name or the password (${code}).`
      : `Answers with error ${code}.`,
  serverSilent: (ms: number) => `No answer in ${Math.max(1, Math.round(ms / SECOND_MS))} s.`,
  serverUnusable: 'The browser can’t use this address.',
  serverAddress: 'Address',
  serverAddressFault: 'Write it like turn:host:3478 or stun:host:3478.',
  serverUser: 'User name',
  serverPassword: 'Password',
  serverCredentialsFault: 'A relay takes a user name and a password.',
  addServer: 'Add',
  remove: 'Remove',
  removeServer: (url: string) => `Remove ${url}`,
  codeBroken:
    'No code could be agreed on: somebody may be listening in. Say nothing private, hang up, and call another way.',
  codesDiffer:
    'The codes are not the same: somebody may be listening in. Say nothing private, hang up, and call another way.',
  keyChanged: (who: string | null) =>
    `The encryption key of ${who ?? 'the other person'} has changed in this call. Compare the codes again.`,
  keyIsOther: (who: string | null) =>
    `You compared codes with ${who ?? 'somebody'} before, and this is another key: another device or browser, or somebody in between. Compare again.`,
  fileProgress: (done: string, all: string) => `${done} of ${all}`,
  fileTimeLeft: (time: string) => `${time} left`,
  fileWaits: 'waiting for the connection',
  fileTooLarge: (most: string) =>
    `This browser can’t write files to disk, and has no memory for more than ${most}. Try another browser.`,
  theirMicrophoneIsOff: 'microphone is off',
  showsScreen: (who: string | null) => `${who ?? 'The other person'} shows a screen`,
  youRecord: 'You are recording',
  theyRecord: (who: string | null) => `${who ?? 'The other person'} is recording`,
  bothRecord: (who: string | null) => `You and ${who ?? 'the other person'} are recording`,
  chatEmpty: 'What you write here goes straight to the other person and is kept nowhere.',
  notDelivered: 'on its way',
  isWriting: (who: string | null) => `${who ?? 'The other person'} is writing…`,
  microphoneHint: {
    muted: 'You are muted. Press M, or the microphone, to be heard.',
    dead: 'Your microphone gives no sound. Choose another in the settings, or look for a switch on it.',
  },
  theirMicrophone: (who: string | null, isOn: boolean) =>
    `${who ?? 'The other person'} is ${isOn ? 'no longer ' : ''}muted.`,
  theirCamera: (who: string | null, isOn: boolean) =>
    `${who ?? 'The other person'}’s camera is ${isOn ? 'on' : 'off'}.`,
  theirScreen: (who: string | null, isOn: boolean) =>
    `${who ?? 'The other person'} ${isOn ? 'shows' : 'no longer shows'} a screen.`,
  screenProblem: {
    'blocked-by-system':
      'Your system keeps screens from the browser. Allow it in the privacy settings, then share again.',
    unknown: 'The screen could not be shared. Try again, or choose a window instead.',
  },
  recordingCut:
    'The recording has stopped: it could not be saved any further. Look for space on the disk. What was saved until then can be played.',
  lostSentence: (who: string | null) =>
    `The connection of ${who ?? 'the other person'} was lost. As soon as it is back, the call goes on.`,
  waitingLocked: 'The room is locked: whoever comes by this link knocks, and you let them in.',
  waitingSentence: 'Send them this link. The room is theirs and yours alone.',
  codeHow: 'Read these to each other. If they are the same, nobody listens in.',
  codeInEmoji: 'The code in pictures',
  codeInDigits: 'Or read these digits:',
  codeMissing:
    'There is no code to compare. The other program does not know how, or this page is not opened with https.',
  comparedWith: (who: string | null, date: string | null) =>
    `You compared codes with ${who ?? 'the other person'}${date ? ` on ${date}` : ''}, and they were the same. Nobody listens in.`,
  theyMatch: 'They match',
  theyDiffer: 'They don’t match',
  compareAgain: 'Compare again',
  forgetKey: 'Forget',
} as const;
