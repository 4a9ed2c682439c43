/** Why something about names did not come about, by the server's code: what happened, and what helps. */
const problems = {
  declined: 'They can’t talk now.',
  busy: 'They are in another call. Try again later.',
  engaged: 'Somebody else rings there just now. Try again in a moment.',
  'no-answer': 'Nobody answers. Try again later.',
  'not-there':
    'Nobody is reachable by this name now. Look at how it is written, or try again later.',
  'own-name': 'This is your own name.',
  'name-invalid':
    'This is no name: it has 2 to 32 letters or digits, and single dots or hyphens between them.',
  'secret-short': 'A secret has 8 characters or more.',
  'secret-wrong':
    'This name is registered with another secret. Look at how it is written, or choose another name.',
  'too-many-secrets': 'Too many secrets were tried from your network. Try again in half an hour.',
  'too-many-names': 'Too many names were registered from your network today. Try again tomorrow.',
  'names-full': 'This server keeps as many names as it can. Whoever runs it can help.',
  'too-many-devices':
    'You are reachable in as many windows as possible. Close one, then try again.',
  'rate-limited': 'That was asked too often. Wait a minute, then try again.',
  'unknown-event': 'On this server nobody is called by name.',
  unreachable: 'The server does not answer. It is asked again when your connection is back.',
  unknown: 'The server could not do this. Try again in a moment.',
};

export const en = {
  callTitle: 'Call somebody by name',
  name: 'Name',
  call: 'Call',
  callWho: (name: string) => `Call ${name}`,
  reachableNow: 'Reachable now',
  nobodySeen: 'Nobody lets themselves be seen just now.',
  andMore: 'There are more: type the name.',
  missed: 'Missed calls',
  forget: 'Forget them',
  somebody: 'Somebody',
  at: (time: number) =>
    new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(time),
  reachTitle: 'Be reachable by name',
  reachSentence:
    'Others on this server call you by it, as long as this page is open. They see no address of yours before you answer.',
  secret: 'Secret',
  secretHint:
    'Keeps the name yours: you need it on other devices. It is kept in this browser; 8 characters or more.',
  beSeen: 'Everybody on this server may see that I am reachable',
  switchOn: 'Be reachable',
  asking: 'One moment …',
  reachableAs: (name: string) => `You are reachable as ${name}, as long as this page is open.`,
  switchOff: 'Forget on this device',
  giveBack: 'Give the name back',
  giveBackSentence: 'Then anybody may register it.',
  calling: (name: string) => `Calling ${name} …`,
  couldNotReach: (name: string) => `${name} could not be reached`,
  cancel: 'Cancel',
  close: 'Close',
  callAgain: 'Call again',
  whoCalls: (who: string | null) => `${who ?? 'Somebody'} calls`,
  registeredAs: (name: string) => `Registered here as ${name}.`,
  notRegistered: 'The name is what they say: they are not registered here.',
  nameless: 'They are not registered here, and say no name.',
  accept: 'Accept',
  decline: 'Not now',
  declineSilently: 'Ignore',
  problems,
};
