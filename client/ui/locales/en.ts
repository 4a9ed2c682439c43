import type { Verdict } from '../../../protocol/ice.ts';
import type { FileFailure } from '../../call/files/file-snapshot.ts';
import type { Outlook } from '../../call/ice/outlook.ts';
import type { Grade } from '../../call/statistics/grade.ts';
import type { MediaProblem } from '../../media/local-media.ts';
import type { KnownProblem } from '../known-problem.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;

function count(amount: number, one: string): string {
  return `${amount} ${one}${amount === 1 ? '' : 's'}`;
}

const camera: Record<MediaProblem, string> = {
  denied:
    'Camera access was denied. Allow it for this site (the icon beside the address), then switch the camera on.',
  'blocked-by-system':
    'Your system keeps the camera from the browser. Allow it in the privacy settings, then switch the camera on.',
  'in-use': 'The camera is in use by another program. Close that, then switch the camera on.',
  'none-found': 'No camera was found. Plug one in and switch the camera on, or join without.',
  'insecure-page': 'Browsers give the camera to secure pages only. Open this page with https.',
  unplugged: 'The camera is gone. Plug it in again, and it goes on.',
  unknown: 'The camera could not be started. Switch it on to try again, or join without.',
};

const microphone: Record<MediaProblem, string> = {
  denied:
    'Microphone access was denied. Allow it for this site (the icon beside the address), then switch the microphone on.',
  'blocked-by-system':
    'Your system keeps the microphone from the browser. Allow it in the privacy settings, then switch the microphone on.',
  'in-use': 'The microphone is in use by another program. Close that, then switch it on.',
  'none-found': 'No microphone was found. Plug one in and switch it on, or join without.',
  'insecure-page': 'Browsers give the microphone to secure pages only. Open this page with https.',
  unplugged: 'The microphone is gone. Plug it in again, and it goes on.',
  unknown: 'The microphone could not be started. Switch it on to try again, or join without.',
};

/** Both devices with one and the same problem are one sentence. */
const both: Record<MediaProblem, string> = {
  denied:
    'Camera and microphone access was denied. Allow them for this site (the icon beside the address), then switch them on. You can also join without.',
  'blocked-by-system':
    'Your system keeps camera and microphone from the browser. Allow them in the privacy settings, then switch them on.',
  'in-use': 'Camera and microphone are in use by another program. Close that, then switch them on.',
  'none-found':
    'No camera and no microphone were found. You can join all the same: you will see and hear the other person, and can write.',
  'insecure-page':
    'Browsers give camera and microphone to secure pages only. Open this page with https, or join to see, hear and write.',
  unplugged: 'Camera and microphone are gone. Plug them in again, and they go on.',
  unknown: 'Camera and microphone could not be started. Switch them on to try again.',
};

const misfit = 'This page and the server do not fit together. Reload the page.';

const refused: Record<KnownProblem, string> = {
  full: 'Everybody who was expected is here already. Ask one of them, or try again in a moment.',
  unreachable: 'The server does not answer. Check your connection to the internet, then try again.',
  invalid: 'The server did not accept this room name. Go home and choose another.',
  'unknown-event': misfit,
  'no-common-version': misfit,
  'seat-lost': 'Your seat in the room is given up. Try again to take a new one.',
  'not-in-room': 'Your seat in the room was lost. Try again to take a new one.',
  'no-such-member': 'The other person has just left. Try again.',
  'too-many-rooms': 'You are in too many rooms at once. Leave another one first.',
  'too-large': 'The other side sent more than the server carries. Try again.',
  'rate-limited': 'The server was asked too often. Wait a minute, then try again.',
  busy: 'The server is busy. Try again in a moment.',
  internal: 'The server could not do this. It has been noted there; please try again.',
  'invitation-needed':
    'This server lets in whoever was sent here by a link. Ask those who invited you for yours.',
  'invitation-invalid':
    'The link that you came by does not open this room, or not any more. Ask for a new one.',
  locked: 'The room is locked. Knock, and whoever is in may let you in.',
  'password-needed': 'This room has a password. Ask those who invited you for it.',
  'password-wrong':
    'This is not the password of the room. Look at upper and lower case, and try again.',
  'password-unset':
    'Somebody entered this room without a password before you. Choose another room, or join without a password.',
  'too-many-tries': 'Too many passwords were tried from your network. Try again in half an hour.',
  'nobody-in': 'Nobody is in the room any more. Join it.',
  'inside-already': 'You are in this room already.',
  'too-many-knock': 'Too many wait at this door already. Try again in a moment.',
  'nobody-knocks': 'Nobody waits at the door any more.',
  unknown: 'The server refused, for a reason that this page does not know. Reload the page.',
};

/** What happened and what helps, where no connection came about. */
const failed: Record<Verdict, (who: string | null, relay: string | null) => string> = {
  'no-relay': (who) =>
    `Could not connect to ${who ?? 'the other person'}: your networks let no direct connection through, and this server has no relay. Another network (a phone’s, say) may help; whoever runs the server can add a relay.`,
  'hidden-without-relay': (who) =>
    `Could not connect to ${who ?? 'the other person'}: you hide your address, which takes a relay, and there is none. Show your address, or add a relay of your own, under Servers.`,
  'relay-refused': (_who, relay) =>
    `Could not connect: the relay ${relay} did not accept this server’s credentials. Whoever runs the server can mend that.`,
  'relay-unreachable': (_who, relay) =>
    `Could not connect: the relay${relay ? ` ${relay}` : ''} does not answer. Try another network, or tell whoever runs the server.`,
  'other-offers-nothing': (who) =>
    `Could not connect: the browser of ${who ?? 'the other person'} names no address to connect to. An extension or a policy there may forbid it; another browser may help.`,
  unknown: (who) =>
    `Could not connect to ${who ?? 'the other person'}. Try another network, or hang up and try again.`,
};

/** What can be said of a connection beforehand. */
const outlook: Record<Outlook, string> = {
  direct: 'You will connect directly.',
  relayed: 'You will connect through a relay.',
  local:
    'Only people in your own network can be reached: your address outside was not found, and there is no relay.',
  hidden: 'No relay is known here: nothing will connect.',
  blocked:
    'This browser names no address to connect to. An extension or a policy may forbid it; try another browser.',
};

const fileFailed: Record<FileFailure, string> = {
  damaged: 'arrived damaged and was not kept; send it again',
  forgotten: 'stopped, since a page was reloaded; send it again',
  left: 'stopped, since the call ended',
  unreadable: 'could not be read where it is',
  unwritable: 'could not be saved: no space, or not allowed',
  'too-many': 'not sent: too many at once',
};

function day(daysAgo: number, at: number): string {
  if (daysAgo <= 1) return daysAgo === 0 ? 'today' : 'yesterday';
  const isThisWeek = daysAgo < 7;
  const format: Intl.DateTimeFormatOptions = isThisWeek
    ? { weekday: 'long' }
    : { day: 'numeric', month: 'long' };
  return new Date(at).toLocaleDateString('en', format);
}

function shortDuration(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS);
  return seconds < MINUTE_S ? `${seconds} s` : `${Math.floor(seconds / MINUTE_S)} min`;
}
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
export const milliseconds = (ms: number) => `${Math.max(1, Math.round(ms))} ms`;

const went: Record<Grade, string> = {
  good: 'It went well',
  fair: 'It went fairly well',
  poor: 'The connection was poor',
};

/** Every word on the page. A function where a part of the sentence is known only then. */
export const en = {
  language: 'en',
  title: (where: string) => (where ? `${where} – Parley` : 'Parley'),
  home: 'Home',
  homeHeadline: ['Open a link.', 'See each other.'],
  homeSentence:
    'A call between two people that goes straight from one to the other. No account, nothing to install.',
  offline: 'You are offline. Calls work as soon as you have a connection again.',
  startCall: 'Start a call',
  or: 'or',
  roomName: 'Room name',
  roomNameUnusable: 'Write a name with letters or digits.',
  join: 'Join',
  languageLabel: 'Language',
  callByName: 'Call by name',
  deviceCheck: 'Device check',
  deviceCheckSentence: 'See, hear and connect, with nobody at the other end.',
  recentRooms: 'Recent rooms',
  forgetRecent: 'Clear',
  recentCall: (daysAgo: number, at: number, lastedMs: number) =>
    `${day(daysAgo, at)}, ${shortDuration(lastedMs)}`,
  ready: 'Ready?',
  nobodyHere: 'Nobody is here yet.',
  everybodyHere: 'Everybody who was expected is here already.',
  isHere: (who: string | null) => `${who ?? 'Somebody'} is here and waiting.`,
  speaker: 'Speaker',
  testSpeaker: 'Test',
  microphoneLevel: 'Microphone level',
  flip: 'Other camera',
  outlook,
  outlookPending: 'Checking the connection…',
  echoStart: 'Hear yourself first',
  echoStop: 'Stop listening',
  echoStarting: 'Connecting to yourself…',
  echoOn: 'Say something: you hear it a moment later, as the other person would.',
  echoFailed: 'This browser could not connect to itself. An extension or a policy may forbid it.',
  room: (title: string) => `Room ${title}`,
  yourName: 'Your name',
  optional: 'optional',
  password: 'Password',
  passwordToSet: 'Password for this room',
  setPassword: 'Set a password',
  setPasswordSentence: 'Whoever comes after you is asked for it, until the room is empty again.',
  showPassword: 'Show the password',
  knock: 'Knock',
  knockAgain: 'Knock again',
  knockInstead: 'Knock instead',
  knocked: 'You knocked. Waiting for somebody to open…',
  stopWaiting: 'Stop waiting',
  turnedAway: 'Not now, says whoever is in. You can knock again later.',
  microphone: 'Microphone',
  camera: 'Camera',
  yourCamera: 'Your camera',
  remoteVideo: 'Remote video',
  cameraStarting: 'Starting your camera…',
  cameraIsOff: 'Camera is off',
  problem: { camera, microphone, both },
  hide: 'Hide this note',
  close: (title: string) => `Close ${title.toLowerCase()}`,
  more: 'More',
  shareScreen: 'Share screen',
  settings: 'Settings',
  invite: 'Invite',
  qrCode: 'QR code of the link',
  showQrCode: 'Show QR code',
  share: 'Share',
  pictureInPicture: 'Picture in picture',
  fullScreen: 'Full screen',
  shortcuts: 'Keyboard shortcuts',
  record: 'Record',
  moveOwnPicture: 'Move your picture to another corner',
  loading: 'Loading…',
  loadingFailed: 'This part of the page did not arrive. Check your connection.',
  gone: 'Parley was updated, and a part of this page is no longer there. Reload it: a call goes on.',
  joining: 'Joining…',
  waiting: 'Waiting for the other person',
  lockRoom: 'Lock the room',
  locked: 'Locked',
  roomIsLocked: 'The room is locked: whoever is new has to knock.',
  knocks: 'At the door',
  somebody: 'Somebody',
  /** After a name, in a line of its own. */
  atTheDoor: 'is at the door',
  isAtTheDoor: (who: string | null) => `${who ?? 'Somebody'} is at the door.`,
  noFreeSeat: 'is at the door, but no seat is free',
  letIn: 'Let in',
  letInWho: (who: string | null) => (who === null ? 'Let in' : `Let in ${who}`),
  notNow: 'Not now',
  notNowTo: (who: string | null) => (who === null ? 'Not now' : `Not now, ${who}`),
  linkToRoom: 'Link to this room',
  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'Select and copy it by hand',
  connecting: 'Connecting',
  connected: 'Connected',
  interrupted: (who: string | null) =>
    `The connection to ${who ?? 'the other person'} was interrupted. Waiting for it to come back.`,
  away: (who: string | null) => `${who ?? 'The other person'} is reconnecting…`,
  theirWayIsNarrow: (who: string | null) =>
    `The connection of ${who ?? 'the other person'} is weak. The picture will be back in a moment; sound goes on.`,
  yourWayIsNarrow:
    'Your connection is weak. Your picture is paused and comes back by itself; sound goes on.',
  failed,
  path: { direct: 'Direct', relayed: 'Relayed' },
  milliseconds,
  percent,
  quality: 'Quality',
  servers: 'Servers',
  hideAddress: 'Hide my address',
  hideAddressSentence:
    'Calls go through a relay only, so that the other person does not learn your network address.',
  hideAddressLater: 'The call that is going on stays as it is.',
  serverUnreachable: 'Server unreachable, the call continues',
  playSound: 'Play sound',
  otherPerson: 'The other person',
  hangUp: 'Hang up',
  chat: 'Chat',
  chatPanel: 'Chat panel',
  unread: (lines: number) => `${count(lines, 'unread message')}`,
  message: 'Message',
  send: 'Send',
  you: 'You',
  sendFiles: 'Send files',
  dropFiles: 'Drop files here to send them',
  accept: 'Accept',
  acceptFile: (name: string) => `Accept ${name}`,
  acceptAll: (count: number) => `Accept all ${count}`,
  decline: 'Decline',
  declineFile: (name: string) => `Decline ${name}`,
  cancelFile: (name: string) => `Cancel ${name}`,
  saveFile: (name: string) => `Save ${name}`,
  fileOffered: (who: string | null, name: string) =>
    `${who ?? 'The other person'} wants to send you ${name}.`,
  fileNews: (name: string, what: string) => `${name}: ${what}.`,
  /** After the size of a file. */
  file: {
    offered: 'waiting for an answer',
    done: 'received',
    declined: 'declined',
    cancelled: 'cancelled',
    cancelledByOther: 'cancelled by the other side',
    failed: fileFailed,
  },
  verify: 'Verify',
  verified: 'Verified',
  notVerified: 'Not verified',
  verifyCall: 'Verify the call',
  verification: 'Verification',
  ended: 'Call ended',
  endedByYou: 'You hung up.',
  takenOver: 'This call goes on in another tab. You can bring it back here.',
  endedByOther: (who: string | null) => `${who ?? 'The other person'} left the call.`,
  lasted: (ms: number) => {
    const seconds = Math.round(ms / SECOND_MS);
    const minutes = Math.floor(seconds / MINUTE_S);
    const text = minutes === 0 ? count(seconds, 'second') : count(minutes, 'minute');
    return `The call lasted ${text}.`;
  },
  went: (grade: Grade, lines: number | null, lost: number | null) => {
    const facts = [lines !== null && `${lines}p`, lost !== null && `${percent(lost)} lost`];
    const known = facts.filter(Boolean).join(', ');
    return known ? `${went[grade]}: ${known}.` : `${went[grade]}.`;
  },
  callAgain: 'Call again',
  full: 'Room is full',
  refusedTitle: 'Could not join',
  refused,
  tryAgain: 'Try again',
  nowhere: 'There is nothing here',
  nowhereSentence: 'The address may be mistyped, or what was here is gone.',
  crashed: 'Something went wrong on this page',
  crashedSentence: 'Reloading it helps in most cases.',
  reload: 'Reload',
  toolbar: 'Call controls',
} as const;
