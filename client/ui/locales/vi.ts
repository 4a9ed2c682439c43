import type { Verdict } from '../../../protocol/ice.ts';
import type { FileFailure } from '../../call/files/file-snapshot.ts';
import type { Outlook } from '../../call/ice/outlook.ts';
import type { QualityLevel } from '../../call/peer/quality.ts';
import type { LogEvent } from '../../call/statistics/call-log.ts';
import type { Grade } from '../../call/statistics/grade.ts';
import type { PictureSummary } from '../../call/statistics/summary.ts';
import type { MediaProblem } from '../../media/local-media.ts';
import type { KnownProblem } from '../known-problem.ts';
import type { ShortcutName } from '../shortcuts.ts';
import type { Catalogue } from './words.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;

const camera: Record<MediaProblem, string> = {
  denied:
    'Quyền dùng máy quay đã bị từ chối. Hãy cho phép trang này (biểu tượng cạnh địa chỉ), rồi bật máy quay.',
  'blocked-by-system':
    'Hệ thống không cho trình duyệt dùng máy quay. Hãy cho phép trong cài đặt quyền riêng tư, rồi bật máy quay.',
  'in-use':
    'Máy quay đang được chương trình khác dùng. Hãy đóng chương trình đó, rồi bật máy quay.',
  'none-found': 'Không tìm thấy máy quay. Hãy cắm vào rồi bật, hoặc tham gia không có máy quay.',
  'insecure-page': 'Trình duyệt chỉ cho trang an toàn dùng máy quay. Hãy mở trang này bằng https.',
  unplugged: 'Máy quay đã bị ngắt. Hãy cắm lại, máy sẽ tự chạy tiếp.',
  unknown: 'Không khởi động được máy quay. Hãy bật lại, hoặc tham gia không có máy quay.',
};

const microphone: Record<MediaProblem, string> = {
  denied:
    'Quyền dùng micrô đã bị từ chối. Hãy cho phép trang này (biểu tượng cạnh địa chỉ), rồi bật micrô.',
  'blocked-by-system':
    'Hệ thống không cho trình duyệt dùng micrô. Hãy cho phép trong cài đặt quyền riêng tư, rồi bật micrô.',
  'in-use': 'Micrô đang được chương trình khác dùng. Hãy đóng chương trình đó, rồi bật micrô.',
  'none-found': 'Không tìm thấy micrô. Hãy cắm vào rồi bật, hoặc tham gia không có micrô.',
  'insecure-page': 'Trình duyệt chỉ cho trang an toàn dùng micrô. Hãy mở trang này bằng https.',
  unplugged: 'Micrô đã bị ngắt. Hãy cắm lại, micrô sẽ tự chạy tiếp.',
  unknown: 'Không khởi động được micrô. Hãy bật lại, hoặc tham gia không có micrô.',
};

const both: Record<MediaProblem, string> = {
  denied:
    'Quyền dùng máy quay và micrô đã bị từ chối. Hãy cho phép trang này (biểu tượng cạnh địa chỉ), rồi bật chúng. Bạn cũng có thể tham gia mà không cần chúng.',
  'blocked-by-system':
    'Hệ thống không cho trình duyệt dùng máy quay và micrô. Hãy cho phép trong cài đặt quyền riêng tư, rồi bật chúng.',
  'in-use':
    'Máy quay và micrô đang được chương trình khác dùng. Hãy đóng chương trình đó, rồi bật chúng.',
  'none-found':
    'Không tìm thấy máy quay và micrô. Bạn vẫn có thể tham gia: bạn sẽ thấy và nghe người kia, và có thể viết.',
  'insecure-page':
    'Trình duyệt chỉ cho trang an toàn dùng máy quay và micrô. Hãy mở trang này bằng https, hoặc tham gia để xem, nghe và viết.',
  unplugged: 'Máy quay và micrô đã bị ngắt. Hãy cắm lại, chúng sẽ tự chạy tiếp.',
  unknown: 'Không khởi động được máy quay và micrô. Hãy bật lại.',
};

const misfit = 'Trang này và máy chủ không khớp nhau. Hãy tải lại trang.';

const refused: Record<KnownProblem, string> = {
  full: 'Mọi người đã có mặt đủ. Hãy hỏi một người trong phòng, hoặc thử lại sau giây lát.',
  unreachable: 'Máy chủ không trả lời. Hãy kiểm tra kết nối mạng, rồi thử lại.',
  invalid: 'Máy chủ không nhận tên phòng này. Hãy về trang chủ và chọn tên khác.',
  'unknown-event': misfit,
  'no-common-version': misfit,
  'seat-lost': 'Chỗ của bạn trong phòng đã được nhường lại. Hãy thử lại để lấy chỗ mới.',
  'not-in-room': 'Chỗ của bạn trong phòng đã mất. Hãy thử lại để lấy chỗ mới.',
  'no-such-member': 'Người kia vừa rời đi. Hãy thử lại.',
  'too-many-rooms': 'Bạn đang ở quá nhiều phòng cùng lúc. Hãy rời một phòng trước.',
  'too-large': 'Bên kia gửi nhiều hơn mức máy chủ chuyển được. Hãy thử lại.',
  'rate-limited': 'Máy chủ bị hỏi quá nhiều lần. Hãy đợi một phút rồi thử lại.',
  busy: 'Máy chủ đang bận. Hãy thử lại sau giây lát.',
  internal: 'Máy chủ không làm được việc này và đã ghi lại lỗi. Hãy thử lại.',
  'invitation-needed': 'Máy chủ này chỉ đón người đến bằng liên kết mời. Hãy hỏi người đã mời bạn.',
  'invitation-invalid':
    'Liên kết của bạn không mở được phòng này, hoặc đã hết hạn. Hãy xin liên kết mới.',
  locked: 'Phòng đã khóa. Hãy gõ cửa, người bên trong có thể cho bạn vào.',
  'password-needed': 'Phòng này có mật khẩu. Hãy hỏi người đã mời bạn.',
  'password-wrong':
    'Đây không phải mật khẩu của phòng. Hãy xem lại chữ hoa, chữ thường rồi thử lại.',
  'password-unset':
    'Đã có người vào phòng này trước bạn mà không dùng mật khẩu. Hãy chọn phòng khác, hoặc vào không cần mật khẩu.',
  'too-many-tries': 'Mạng của bạn đã thử quá nhiều mật khẩu. Hãy thử lại sau nửa giờ.',
  'nobody-in': 'Trong phòng không còn ai. Hãy vào thẳng.',
  'inside-already': 'Bạn đang ở trong phòng này rồi.',
  'too-many-knock': 'Đã có quá nhiều người đợi ở cửa. Hãy thử lại sau giây lát.',
  'nobody-knocks': 'Không còn ai đợi ở cửa nữa.',
  unknown: 'Máy chủ từ chối vì lý do mà trang này không biết. Hãy tải lại trang.',
};

const failed: Record<Verdict, (who: string | null, relay: string | null) => string> = {
  'no-relay': (who) =>
    `Không kết nối được với ${who ?? 'người kia'}: mạng của hai bên không cho kết nối trực tiếp, và máy chủ này không có trạm chuyển tiếp. Mạng khác (chẳng hạn mạng điện thoại) có thể được; người quản lý máy chủ có thể thêm trạm chuyển tiếp.`,
  'hidden-without-relay': (who) =>
    `Không kết nối được với ${who ?? 'người kia'}: bạn ẩn địa chỉ, việc đó cần trạm chuyển tiếp, mà ở đây không có. Hãy hiện địa chỉ, hoặc thêm trạm của riêng bạn, trong mục Máy chủ.`,
  'relay-refused': (_who, relay) =>
    `Không kết nối được: trạm chuyển tiếp ${relay} không nhận thông tin đăng nhập của máy chủ này. Người quản lý máy chủ có thể sửa.`,
  'relay-unreachable': (_who, relay) =>
    `Không kết nối được: trạm chuyển tiếp${relay ? ` ${relay}` : ''} không trả lời. Hãy thử mạng khác, hoặc báo cho người quản lý máy chủ.`,
  'other-offers-nothing': (who) =>
    `Không kết nối được: trình duyệt của ${who ?? 'người kia'} không cho biết địa chỉ nào. Một tiện ích hoặc chính sách ở đó có thể ngăn cấm; trình duyệt khác có thể được.`,
  unknown: (who) =>
    `Không kết nối được với ${who ?? 'người kia'}. Hãy thử mạng khác, hoặc gác máy và gọi lại.`,
};

const outlook: Record<Outlook, string> = {
  direct: 'Bạn sẽ kết nối trực tiếp.',
  relayed: 'Bạn sẽ kết nối qua trạm chuyển tiếp.',
  local:
    'Chỉ gọi được người trong cùng mạng: không tìm thấy địa chỉ bên ngoài của bạn, và không có trạm chuyển tiếp.',
  hidden: 'Ở đây không có trạm chuyển tiếp nào: sẽ không kết nối được.',
  blocked:
    'Trình duyệt này không cho biết địa chỉ nào để kết nối. Một tiện ích hoặc chính sách có thể ngăn cấm; hãy thử trình duyệt khác.',
};

const qualityLevel: Record<QualityLevel, string> = {
  auto: 'Tự động',
  high: 'Cao',
  medium: 'Vừa',
  low: 'Thấp',
  'audio-only': 'Chỉ âm thanh',
};

const qualityMeans: Record<QualityLevel, string> = {
  auto: 'tốt nhất mà kết nối cho phép',
  high: '720p, tối đa 3 Mbit/s',
  medium: '360p, tối đa 700 kbit/s',
  low: '180p, tối đa 200 kbit/s',
  'audio-only': 'cả hai bên không có hình',
};

const shortcut: Record<ShortcutName, string> = {
  microphone: 'Bật và tắt micrô',
  camera: 'Bật và tắt máy quay',
  screen: 'Chia sẻ màn hình',
  chat: 'Mở và đóng trò chuyện',
  lock: 'Khóa và mở khóa phòng',
  hand: 'Giơ và hạ tay',
  react: 'Bày tỏ cảm xúc',
  fullScreen: 'Toàn màn hình',
  shortcuts: 'Danh sách này',
  hangUp: 'Gác máy',
};

const fileFailed: Record<FileFailure, string> = {
  damaged: 'bị hỏng khi đến và không được giữ; hãy gửi lại',
  forgotten: 'đã dừng vì trang được tải lại; hãy gửi lại',
  left: 'đã dừng vì cuộc gọi kết thúc',
  unreadable: 'không đọc được tệp gốc',
  unwritable: 'không lưu được: hết chỗ, hoặc không được phép',
  'too-many': 'chưa gửi: quá nhiều tệp cùng lúc',
};

const happened: Record<LogEvent, string> = {
  joining: 'Đang xin chỗ',
  joined: 'Đã vào phòng',
  waiting: 'Đang đợi người kia',
  refused: 'Máy chủ từ chối',
  'peer-joined': 'Người kia đã đến',
  'peer-left': 'Người kia đã rời đi',
  'peer-away': 'Người kia mất kết nối với máy chủ',
  'peer-back': 'Người kia đã kết nối lại với máy chủ',
  connecting: 'Đang kết nối',
  connected: 'Đã kết nối',
  path: 'Đường đi qua mạng',
  interrupted: 'Bị gián đoạn',
  'restarting-ice': 'Đang tìm đường khác (khởi động lại ICE)',
  reconnected: 'Đã kết nối lại',
  'no-connection': 'Không kết nối được',
  'server-lost': 'Không liên lạc được máy chủ',
  'server-back': 'Đã liên lạc lại được máy chủ',
  'camera-on': 'Máy quay bật',
  'camera-off': 'Máy quay tắt',
  'camera-problem': 'Máy quay có vấn đề',
  'microphone-on': 'Micrô bật',
  'microphone-off': 'Micrô tắt',
  'microphone-problem': 'Micrô có vấn đề',
  ended: 'Cuộc gọi kết thúc',
};

const went: Record<Grade, string> = {
  good: 'Chất lượng tốt',
  fair: 'Chất lượng tạm được',
  poor: 'Kết nối kém',
};

const decimal = (value: number) =>
  value.toLocaleString('vi', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = (share: number) => `${decimal(share * 100)} %`;
const milliseconds = (ms: number) => `${Math.max(1, Math.round(ms))} ms`;

function day(daysAgo: number, at: number): string {
  if (daysAgo <= 1) return daysAgo === 0 ? 'hôm nay' : 'hôm qua';
  const format: Intl.DateTimeFormatOptions =
    daysAgo < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
  return new Date(at).toLocaleDateString('vi', format);
}

function duration(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS);
  return seconds < MINUTE_S ? `${seconds} giây` : `${Math.floor(seconds / MINUTE_S)} phút`;
}

function picture({ lines, framesPerSecond }: PictureSummary): string {
  return `${lines}p, ${Math.round(framesPerSecond)} hình mỗi giây`;
}

export const vi: Catalogue = {
  language: 'vi',
  title: (where) => (where ? `${where} – Parley` : 'Parley'),
  home: 'Trang chủ',
  homeHeadline: ['Mở liên kết.', 'Thấy nhau ngay.'],
  homeSentence:
    'Cuộc gọi giữa hai người, đi thẳng từ người này đến người kia. Không cần tài khoản, không cần cài đặt.',
  offline: 'Bạn đang ngoại tuyến. Có mạng lại là gọi được.',
  startCall: 'Bắt đầu gọi',
  or: 'hoặc',
  roomName: 'Tên phòng',
  roomNameUnusable: 'Hãy viết tên có chữ hoặc số.',
  join: 'Tham gia',
  languageLabel: 'Ngôn ngữ',
  callByName: 'Gọi bằng tên',
  deviceCheck: 'Kiểm tra thiết bị',
  deviceCheckSentence: 'Xem, nghe và kết nối thử, không có ai ở đầu bên kia.',
  recentRooms: 'Phòng gần đây',
  forgetRecent: 'Xóa',
  recentCall: (daysAgo, at, lastedMs) => `${day(daysAgo, at)}, ${duration(lastedMs)}`,
  ready: 'Sẵn sàng chưa?',
  nobodyHere: 'Chưa có ai ở đây.',
  everybodyHere: 'Mọi người đã có mặt đủ.',
  isHere: (who) => `${who ?? 'Có người'} đang ở đây và đợi bạn.`,
  speaker: 'Loa',
  testSpeaker: 'Thử',
  microphoneLevel: 'Mức micrô',
  flip: 'Đổi máy quay',
  outlook,
  outlookPending: 'Đang kiểm tra kết nối…',
  echoStart: 'Nghe thử giọng mình',
  echoStop: 'Ngừng nghe thử',
  echoStarting: 'Đang kết nối với chính bạn…',
  echoOn: 'Hãy nói gì đó: lát sau bạn sẽ nghe lại, đúng như người kia nghe.',
  echoFailed:
    'Trình duyệt này không kết nối được với chính nó. Một tiện ích hoặc chính sách có thể ngăn cấm.',
  room: (title) => `Phòng ${title}`,
  yourName: 'Tên của bạn',
  optional: 'không bắt buộc',
  password: 'Mật khẩu',
  passwordToSet: 'Mật khẩu cho phòng này',
  setPassword: 'Đặt mật khẩu',
  setPasswordSentence: 'Ai vào sau bạn đều được hỏi, cho đến khi phòng không còn ai.',
  showPassword: 'Hiện mật khẩu',
  knock: 'Gõ cửa',
  knockAgain: 'Gõ cửa lần nữa',
  knockInstead: 'Gõ cửa thay vì nhập mật khẩu',
  knocked: 'Bạn đã gõ cửa. Đang đợi người bên trong mở…',
  stopWaiting: 'Thôi đợi',
  turnedAway: 'Người bên trong nói chưa phải lúc. Lát nữa bạn có thể gõ lại.',
  microphone: 'Micrô',
  camera: 'Máy quay',
  yourCamera: 'Máy quay của bạn',
  remoteVideo: 'Hình của người kia',
  cameraStarting: 'Đang khởi động máy quay…',
  cameraIsOff: 'Máy quay đang tắt',
  problem: { camera, microphone, both },
  hide: 'Ẩn ghi chú này',
  close: (title) => `Đóng ${title.toLowerCase()}`,
  more: 'Thêm',
  shareScreen: 'Chia sẻ màn hình',
  settings: 'Cài đặt',
  invite: 'Mời',
  qrCode: 'Mã QR của liên kết',
  showQrCode: 'Hiện mã QR',
  share: 'Chia sẻ',
  pictureInPicture: 'Hình trong hình',
  fullScreen: 'Toàn màn hình',
  shortcuts: 'Phím tắt',
  record: 'Ghi lại',
  moveOwnPicture: 'Chuyển hình của bạn sang góc khác',
  loading: 'Đang tải…',
  loadingFailed: 'Phần này của trang chưa tải được. Hãy kiểm tra kết nối.',
  gone: 'Parley đã được cập nhật và một phần của trang này không còn nữa. Hãy tải lại: cuộc gọi vẫn tiếp tục.',
  joining: 'Đang tham gia…',
  waiting: 'Đang đợi người kia',
  lockRoom: 'Khóa phòng',
  locked: 'Đã khóa',
  roomIsLocked: 'Phòng đã khóa: người mới đến phải gõ cửa.',
  knocks: 'Ở ngoài cửa',
  somebody: 'Có người',
  atTheDoor: 'đang ở ngoài cửa',
  isAtTheDoor: (who) => `${who ?? 'Có người'} đang ở ngoài cửa.`,
  noFreeSeat: 'đang ở ngoài cửa, nhưng không còn chỗ',
  letIn: 'Cho vào',
  letInWho: (who) => (who === null ? 'Cho vào' : `Cho vào: ${who}`),
  notNow: 'Để sau',
  notNowTo: (who) => (who === null ? 'Để sau' : `Để sau, ${who}`),
  linkToRoom: 'Liên kết đến phòng này',
  copyLink: 'Chép liên kết',
  copied: 'Đã chép',
  copyFailed: 'Hãy tự chọn và chép',
  connecting: 'Đang kết nối',
  connected: 'Đã kết nối',
  interrupted: (who) => `Kết nối với ${who ?? 'người kia'} bị gián đoạn. Đang đợi kết nối trở lại.`,
  away: (who) => `${who ?? 'Người kia'} đang kết nối lại…`,
  theirWayIsNarrow: (who) =>
    `Kết nối của ${who ?? 'người kia'} đang yếu. Hình sẽ trở lại sau giây lát; âm thanh vẫn tiếp tục.`,
  yourWayIsNarrow:
    'Kết nối của bạn đang yếu. Hình của bạn tạm dừng và sẽ tự trở lại; âm thanh vẫn tiếp tục.',
  failed,
  path: { direct: 'Trực tiếp', relayed: 'Chuyển tiếp' },
  milliseconds,
  percent,
  quality: 'Chất lượng',
  servers: 'Máy chủ',
  hideAddress: 'Ẩn địa chỉ của tôi',
  hideAddressSentence:
    'Cuộc gọi chỉ đi qua trạm chuyển tiếp, nên người kia không biết địa chỉ mạng của bạn.',
  hideAddressLater: 'Cuộc gọi đang diễn ra giữ nguyên như cũ.',
  serverUnreachable: 'Không liên lạc được máy chủ, cuộc gọi vẫn tiếp tục',
  playSound: 'Phát âm thanh',
  otherPerson: 'Người kia',
  hangUp: 'Gác máy',
  chat: 'Trò chuyện',
  chatPanel: 'Khung trò chuyện',
  unread: (lines) => `${lines} tin chưa đọc`,
  message: 'Tin nhắn',
  send: 'Gửi',
  you: 'Bạn',
  sendFiles: 'Gửi tệp',
  dropFiles: 'Thả tệp vào đây để gửi',
  accept: 'Nhận',
  acceptFile: (name) => `Nhận ${name}`,
  acceptAll: (count) => `Nhận cả ${count} tệp`,
  decline: 'Từ chối',
  declineFile: (name) => `Từ chối ${name}`,
  cancelFile: (name) => `Hủy ${name}`,
  saveFile: (name) => `Lưu ${name}`,
  fileOffered: (who, name) => `${who ?? 'Người kia'} muốn gửi ${name} cho bạn.`,
  fileNews: (name, what) => `${name}: ${what}.`,
  file: {
    offered: 'đang đợi trả lời',
    done: 'đã nhận',
    declined: 'đã từ chối',
    cancelled: 'đã hủy',
    cancelledByOther: 'bên kia đã hủy',
    failed: fileFailed,
  },
  verify: 'Xác minh',
  verified: 'Đã xác minh',
  notVerified: 'Chưa xác minh',
  verifyCall: 'Xác minh cuộc gọi',
  verification: 'Xác minh',
  ended: 'Cuộc gọi đã kết thúc',
  endedByYou: 'Bạn đã gác máy.',
  takenOver: 'Cuộc gọi này đang diễn ra ở thẻ khác. Bạn có thể đưa nó về đây.',
  endedByOther: (who) => `${who ?? 'Người kia'} đã rời cuộc gọi.`,
  lasted: (ms) => `Cuộc gọi kéo dài ${duration(ms)}.`,
  went: (grade, lines, lost) => {
    const facts = [lines !== null && `${lines}p`, lost !== null && `mất ${percent(lost)}`];
    const known = facts.filter(Boolean).join(', ');
    return known ? `${went[grade]}: ${known}.` : `${went[grade]}.`;
  },
  callAgain: 'Gọi lại',
  full: 'Phòng đã đầy',
  refusedTitle: 'Không tham gia được',
  refused,
  tryAgain: 'Thử lại',
  nowhere: 'Ở đây không có gì',
  nowhereSentence: 'Địa chỉ có thể bị gõ sai, hoặc nội dung đã không còn.',
  crashed: 'Trang này gặp sự cố',
  crashedSentence: 'Tải lại trang thường sẽ giúp được.',
  reload: 'Tải lại',
  toolbar: 'Điều khiển cuộc gọi',
  emoji: {
    dog: 'Chó',
    cat: 'Mèo',
    lion: 'Sư tử',
    horse: 'Ngựa',
    pig: 'Heo',
    elephant: 'Voi',
    rabbit: 'Thỏ',
    panda: 'Gấu trúc',
    rooster: 'Gà trống',
    penguin: 'Chim cánh cụt',
    turtle: 'Rùa',
    fish: 'Cá',
    octopus: 'Bạch tuộc',
    butterfly: 'Bướm',
    spider: 'Nhện',
    snail: 'Ốc sên',
    whale: 'Cá voi',
    frog: 'Ếch',
    owl: 'Cú mèo',
    crab: 'Cua',
    flower: 'Bông hoa',
    tree: 'Cái cây',
    cactus: 'Xương rồng',
    mushroom: 'Nấm',
    moon: 'Mặt trăng',
    sun: 'Mặt trời',
    cloud: 'Đám mây',
    snowman: 'Người tuyết',
    fire: 'Lửa',
    rainbow: 'Cầu vồng',
    globe: 'Trái đất',
    banana: 'Chuối',
    apple: 'Táo',
    strawberry: 'Dâu tây',
    grapes: 'Nho',
    lemon: 'Chanh',
    corn: 'Bắp',
    carrot: 'Cà rốt',
    pizza: 'Pizza',
    cake: 'Bánh kem',
    cheese: 'Phô mai',
    egg: 'Trứng',
    bread: 'Bánh mì',
    glasses: 'Mắt kính',
    drum: 'Trống',
    umbrella: 'Cái ô',
    clock: 'Đồng hồ',
    gift: 'Món quà',
    lamp: 'Bóng đèn',
    book: 'Quyển sách',
    pencil: 'Bút chì',
    scissors: 'Cái kéo',
    crown: 'Vương miện',
    hammer: 'Cây búa',
    bicycle: 'Xe đạp',
    train: 'Xe lửa',
    airplane: 'Máy bay',
    rocket: 'Tên lửa',
    ball: 'Quả bóng',
    guitar: 'Đàn ghi-ta',
    trumpet: 'Kèn',
    anchor: 'Mỏ neo',
    telephone: 'Điện thoại',
    house: 'Ngôi nhà',
  },
  panels: {
    watched: (count) => `${count} người đang xem`,
    devices: 'Thiết bị',
    pictureQuality: 'Chất lượng hình',
    qualityLevel,
    qualityMeans,
    cap: 'Tối đa, kbit/s',
    noCap: 'không giới hạn',
    sounds: 'Phát âm báo khi có người đến hoặc đi',
    inviteSentence: 'Ai có liên kết này đều có thể ngồi vào chỗ trống.',
    shortcut,
    megabits: (bits) => `${decimal(bits / 1e6)} Mbit/s`,
    measuring: 'Đang đo…',
    grade: { good: 'Tốt.', fair: 'Tạm được.', poor: 'Kém.' },
    going: (kind, receiving, sending) => {
      const how = kind === 'direct' ? 'Bạn kết nối trực tiếp' : 'Bạn kết nối qua trạm chuyển tiếp';
      if (receiving && sending && picture(receiving) === picture(sending))
        return `${how}; ${picture(receiving)}, cả hai chiều.`;
      const ways = [
        receiving && `bạn nhận ${picture(receiving)}`,
        sending && `bạn gửi ${picture(sending)}`,
      ].filter(Boolean);
      return `${how}; ${ways.join(', ') || 'chỉ có âm thanh'}.`;
    },
    losing: (share) =>
      `${percent(share)} âm thanh và hình bị mất trên đường. Dùng dây mạng, hoặc ngồi gần Wi-Fi hơn, có thể đỡ.`,
    delayed: (ms) =>
      `Mỗi lời mất ${milliseconds(ms)} đi và về. Hãy dừng một chút trước khi trả lời.`,
    stuttering: (frames) =>
      `Hình chỉ có ${Math.round(frames)} hình mỗi giây. Âm thanh vẫn tiếp tục; tắt máy quay có thể đỡ hơn.`,
    roundTrip: 'Đi và về',
    lost: 'Bị mất',
    bitrate: 'Tốc độ bit, Mbit/s',
    frameRate: 'Hình mỗi giây',
    resolution: 'Độ phân giải',
    receiving: 'nhận',
    sending: 'gửi',
    video: 'Hình',
    sound: 'Âm thanh',
    wayThere: 'Đường đi',
    none: 'không có',
    pathText: (kind, relay, details) =>
      `${kind === 'direct' ? 'trực tiếp' : `chuyển tiếp${relay ? ` qua ${relay}` : ''}`}, ${details}`,
    log: 'Nhật ký',
    happened,
    saveReport: 'Lưu báo cáo',
    serversSentence:
      'Chúng giúp hai trình duyệt tìm thấy nhau. Trạm chuyển tiếp (TURN) còn mang cuộc gọi khi không có đường trực tiếp.',
    offeredServers: 'Do máy chủ này cung cấp',
    noServers: 'Không có. Trong cùng một mạng thế là đủ.',
    ownServers: 'Của riêng bạn, trên thiết bị này',
    addOwnServer: 'Thêm máy chủ của bạn',
    useOwnOnly: 'Chỉ dùng máy chủ của bạn',
    testServers: 'Thử',
    testing: 'Đang thử…',
    serverWorks: (ms) => `Hoạt động: trả lời sau ${milliseconds(ms)}.`,
    serverRefuses: (code) =>
      code === 401 || code === 403 || code === 441
        ? `Từ chối tên hoặc mật khẩu (${code}).`
        : `Trả lời với lỗi ${code}.`,
    serverSilent: (ms) => `Không trả lời sau ${Math.max(1, Math.round(ms / SECOND_MS))} giây.`,
    serverUnusable: 'Trình duyệt không dùng được địa chỉ này.',
    serverAddress: 'Địa chỉ',
    serverAddressFault: 'Hãy viết dạng turn:host:3478 hoặc stun:host:3478.',
    serverUser: 'Tên đăng nhập',
    serverPassword: 'Mật khẩu',
    serverCredentialsFault: 'Trạm chuyển tiếp cần tên và mật khẩu.',
    addServer: 'Thêm vào',
    remove: 'Gỡ',
    removeServer: (url) => `Gỡ ${url}`,
    codeBroken:
      'Không thống nhất được mã: có thể có người nghe lén. Đừng nói chuyện riêng tư, hãy gác máy và liên lạc cách khác.',
    codesDiffer:
      'Hai mã không giống nhau: có thể có người nghe lén. Đừng nói chuyện riêng tư, hãy gác máy và liên lạc cách khác.',
    keyChanged: (who) =>
      `Khóa mã hóa của ${who ?? 'người kia'} đã đổi trong cuộc gọi này. Hãy so mã lại.`,
    keyIsOther: (who) =>
      `Bạn từng so mã với ${who ?? 'ai đó'}, còn đây là khóa khác: thiết bị hay trình duyệt khác, hoặc có người ở giữa. Hãy so lại.`,
    fileProgress: (done, all) => `${done} / ${all}`,
    fileTimeLeft: (time) => `còn ${time}`,
    fileWaits: 'đang đợi kết nối',
    fileTooLarge: (most) =>
      `Trình duyệt này không ghi được tệp ra đĩa, và bộ nhớ chỉ đủ cho ${most}. Hãy thử trình duyệt khác.`,
    theirMicrophoneIsOff: 'micrô đang tắt',
    showsScreen: (who) => `${who ?? 'Người kia'} đang chia sẻ màn hình`,
    youRecord: 'Bạn đang ghi lại',
    theyRecord: (who) => `${who ?? 'Người kia'} đang ghi lại`,
    bothRecord: (who) => `Bạn và ${who ?? 'người kia'} đang ghi lại`,
    chatEmpty: 'Điều bạn viết ở đây đến thẳng người kia và không được lưu ở đâu cả.',
    notDelivered: 'đang gửi',
    isWriting: (who) => `${who ?? 'Người kia'} đang viết…`,
    microphoneHint: {
      muted: 'Bạn đang tắt tiếng. Bấm M, hoặc nút micrô, để người kia nghe thấy.',
      dead: 'Micrô của bạn không có tiếng. Hãy chọn micrô khác trong cài đặt, hoặc xem công tắc trên micrô.',
    },
    theirMicrophone: (who, isOn) => `Micrô của ${who ?? 'người kia'} đang ${isOn ? 'bật' : 'tắt'}.`,
    theirCamera: (who, isOn) => `Máy quay của ${who ?? 'người kia'} đang ${isOn ? 'bật' : 'tắt'}.`,
    theirScreen: (who, isOn) =>
      `${who ?? 'Người kia'} ${isOn ? 'đang' : 'đã ngừng'} chia sẻ màn hình.`,
    screenProblem: {
      'blocked-by-system':
        'Hệ thống không cho trình duyệt đọc màn hình. Hãy cho phép trong cài đặt quyền riêng tư, rồi chia sẻ lại.',
      unknown: 'Không chia sẻ được màn hình. Hãy thử lại, hoặc chọn một cửa sổ.',
    },
    recordingCut:
      'Bản ghi đã dừng: không lưu thêm được nữa. Hãy xem đĩa còn chỗ không. Phần đã lưu trước đó vẫn phát được.',
    lostSentence: (who) =>
      `Kết nối của ${who ?? 'người kia'} đã mất. Khi có lại, cuộc gọi sẽ tự tiếp tục.`,
    waitingLocked: 'Phòng đã khóa: ai đến bằng liên kết này sẽ gõ cửa, và bạn mở cho họ.',
    waitingSentence: 'Hãy gửi liên kết này cho họ. Phòng này chỉ của hai người.',
    codeHow: 'Hãy đọc cho nhau nghe. Nếu giống nhau thì không ai nghe lén.',
    codeInEmoji: 'Mã bằng hình',
    codeInDigits: 'Hoặc đọc những chữ số này:',
    codeMissing:
      'Không có mã để so. Chương trình bên kia không biết cách, hoặc trang này không được mở bằng https.',
    comparedWith: (who, date) =>
      `Bạn đã so mã với ${who ?? 'người kia'}${date ? ` vào ${date}` : ''}, và chúng giống nhau. Không ai nghe lén.`,
    theyMatch: 'Giống nhau',
    theyDiffer: 'Không giống',
    compareAgain: 'So lại',
    forgetKey: 'Quên',
  },
};
