export { directoryWords } from '../../extensions/directory/directory-words.ts';
export { hands } from '../../extensions/hands.ts';
export { invitationWords } from '../../extensions/invitation.ts';
export { knock } from '../../extensions/knock.ts';
export { lock } from '../../extensions/lock.ts';
export { passwordWords } from '../../extensions/password.ts';
export { createCall } from './call.ts';
export type { Call, CallOptions } from './call-port.ts';
export type { ChatLine } from './chat-line.ts';
export type { CallProblem } from './errors.ts';
export type { ExtensionPort } from './extension-port.ts';
export type { FileSnapshot } from './files/file-snapshot.ts';
export type { Link } from './link.ts';
export { createPlainLink, type PlainSocket } from './plain-link.ts';
export type { RtcFactory } from './rtc-factory.ts';
export type { SeatMemory } from './seat/seat-memory.ts';
export { createSocketLink } from './socket-link.ts';
export type {
  CallSnapshot,
  CallStatus,
  Ending,
  JoinCallOptions,
  OutgoingMedia,
  PeerSnapshot,
} from './state.ts';
