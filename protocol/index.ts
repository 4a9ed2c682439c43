export { displayName } from './display-name.ts';
export {
  type Accepted,
  type Answer,
  type JoinOptions,
  type MemberInfo,
  type Notice,
  type NoticeArgs,
  type NoticeName,
  notices,
  PROTOCOL_VERSION,
  parseAnswer,
  parseNotice,
  parseRequest,
  type RequestArgs,
  type RequestName,
  requests,
  type Shapes,
} from './events.ts';
export {
  type Admission,
  type AnyExtension,
  type Defined,
  defineExtension,
  type Entry,
  type Extension,
  type ExtensionAccepted,
  type ExtensionArgs,
  type ExtensionNoticeArgs,
  type ExtensionRequest,
  type Outcome,
  type Relay,
  type RoomView,
  refuseAs,
  type Words,
} from './extension.ts';
export type { Ice, IceServer, Report, Verdict } from './ice.ts';
export {
  type MemberId,
  memberId,
  parseMemberId,
  parseRoomId,
  type RoomId,
  roomId,
} from './ids.ts';
export { type RefusalCode, type Refused, refusals } from './refusals.ts';
export type { CandidateSignal, DescriptionSignal, OtherSignal, Signal } from './signals.ts';
