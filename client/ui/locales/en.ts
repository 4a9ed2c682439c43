import type { Verdict } from '../../../protocol/ice.ts';
import type { CallProblem } from '../../call/errors.ts';
import type { MediaProblem } from '../../media/local-media.ts';

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
  unplugged: 'The camera is gone. Plug it in again, then switch the camera on.',
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
  unplugged: 'The microphone is gone. Plug it in again, then switch it on.',
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
  unplugged: 'Camera and microphone are gone. Plug them in again, then switch them on.',
  unknown: 'Camera and microphone could not be started. Switch them on to try again.',
};

const refused: Record<CallProblem['code'], string> = {
  full: 'Everybody who was expected is here already. Ask one of them, or try again in a moment.',
  unreachable: 'The server does not answer. Check your connection to the internet, then try again.',
  invalid: 'The server did not accept this room name. Go home and choose another.',
  'unknown-event': 'This page and the server do not fit together. Reload the page.',
  'seat-lost': 'Your seat in the room is given up. Try again to take a new one.',
  'not-in-room': 'Your seat in the room was lost. Try again to take a new one.',
  'no-such-member': 'The other person has just left. Try again.',
  'too-many-rooms': 'You are in too many rooms at once. Leave another one first.',
  'too-large': 'The other side sent more than the server carries. Try again.',
  'rate-limited': 'The server was asked too often. Wait a minute, then try again.',
  busy: 'The server is busy. Try again in a moment.',
  internal: 'The server could not do this. It has been noted there; please try again.',
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

/** Every word on the page. A function where a part of the sentence is known only then. */
export const en = {
  language: 'en',
  title: (where: string) => (where ? `${where} – Parley` : 'Parley'),
  home: 'Home',
  homeHeadline: ['Open a link.', 'See each other.'],
  homeSentence:
    'A call between two people that goes straight from one to the other. No account, nothing to install.',
  startCall: 'Start a call',
  or: 'or',
  roomName: 'Room name',
  roomNameUnusable: 'Write a name with letters or digits.',
  join: 'Join',
  ready: 'Ready?',
  room: (title: string) => `Room ${title}`,
  yourName: 'Your name',
  optional: 'optional',
  microphone: 'Microphone',
  camera: 'Camera',
  yourCamera: 'Your camera',
  remoteVideo: 'Remote video',
  cameraStarting: 'Starting your camera…',
  cameraIsOff: 'Camera is off',
  theirMicrophoneIsOff: 'microphone is off',
  problem: { camera, microphone, both },
  hide: 'Hide this note',
  close: (title: string) => `Close ${title.toLowerCase()}`,
  more: 'More',
  loading: 'Loading…',
  loadingFailed: 'This part of the page did not arrive. Check your connection.',
  joining: 'Joining…',
  waiting: 'Waiting for the other person',
  waitingSentence: 'Send them this link. The room is theirs and yours alone.',
  linkToRoom: 'Link to this room',
  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'Select and copy it by hand',
  connecting: 'Connecting',
  connected: 'Connected',
  interrupted: (who: string | null) =>
    `The connection to ${who ?? 'the other person'} was interrupted. Waiting for it to come back.`,
  away: (who: string | null) => `${who ?? 'The other person'} is reconnecting…`,
  failed,
  path: { direct: 'Direct', relayed: 'Relayed' },
  milliseconds: (ms: number) => `${Math.max(1, Math.round(ms))} ms`,
  serverUnreachable: 'Server unreachable, the call continues',
  playSound: 'Play sound',
  otherPerson: 'The other person',
  hangUp: 'Hang up',
  chat: 'Chat',
  chatPanel: 'Chat panel',
  unread: (lines: number) => `${count(lines, 'unread message')}`,
  message: 'Message',
  send: 'Send',
  chatEmpty: 'What you write here goes straight to the other person and is kept nowhere.',
  you: 'You',
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
