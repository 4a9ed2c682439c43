import type { DirectoryWords } from './directory-text.ts';

const problems: DirectoryWords['problems'] = {
  declined: 'Người ấy không nói chuyện được lúc này.',
  busy: 'Người ấy đang trong cuộc gọi khác. Hãy thử lại sau.',
  engaged: 'Ngay lúc này có người khác đang gọi đến đó. Hãy thử lại sau giây lát.',
  'no-answer': 'Không có ai trả lời. Hãy thử lại sau.',
  'not-there': 'Hiện không gọi được ai bằng tên này. Hãy xem lại cách viết, hoặc thử lại sau.',
  'own-name': 'Đây là tên của chính bạn.',
  'name-invalid':
    'Đây không phải là tên: tên có 2 đến 32 chữ cái hoặc chữ số, ở giữa có thể có từng dấu chấm hay gạch nối.',
  'secret-short': 'Mã bí mật có ít nhất 8 ký tự.',
  'secret-wrong':
    'Tên này đã được đăng ký với mã bí mật khác. Hãy xem lại cách viết, hoặc chọn tên khác.',
  'too-many-secrets': 'Mạng của bạn đã thử quá nhiều mã bí mật. Hãy thử lại sau nửa giờ.',
  'too-many-names': 'Hôm nay mạng của bạn đã đăng ký quá nhiều tên. Hãy thử lại ngày mai.',
  'names-full': 'Máy chủ này không giữ thêm tên được nữa. Người quản lý máy chủ có thể giúp.',
  'too-many-devices':
    'Bạn đang nhận cuộc gọi ở quá nhiều cửa sổ. Hãy đóng bớt một cửa sổ rồi thử lại.',
  'rate-limited': 'Bạn yêu cầu quá nhiều lần. Hãy đợi một phút rồi thử lại.',
  'unknown-event': 'Trên máy chủ này không gọi bằng tên được.',
  unreachable: 'Máy chủ không trả lời. Khi có mạng lại, trang sẽ tự thử lại.',
  unknown: 'Máy chủ không làm được việc này. Hãy thử lại sau giây lát.',
};

export const vi: DirectoryWords = {
  callTitle: 'Gọi bằng tên',
  name: 'Tên',
  call: 'Gọi',
  callWho: (name) => `Gọi ${name}`,
  reachableNow: 'Đang gọi được',
  nobodySeen: 'Hiện không có ai để lộ tên.',
  andMore: 'Còn nữa: hãy gõ tên.',
  missed: 'Cuộc gọi nhỡ',
  forget: 'Xóa danh sách',
  somebody: 'Ai đó',
  at: (time) =>
    new Intl.DateTimeFormat('vi', { dateStyle: 'medium', timeStyle: 'short' }).format(time),
  reachTitle: 'Để người khác gọi bạn bằng tên',
  reachSentence:
    'Mọi người trên máy chủ này gọi bạn bằng tên ấy, miễn là trang này còn mở. Trước khi bạn trả lời, họ không thấy địa chỉ mạng nào của bạn.',
  secret: 'Mã bí mật',
  secretHint:
    'Giữ tên này là của bạn: bạn cần nó trên thiết bị khác. Nó được giữ trong trình duyệt này; ít nhất 8 ký tự.',
  beSeen: 'Mọi người trên máy chủ này được thấy là gọi được cho tôi',
  switchOn: 'Nhận cuộc gọi',
  asking: 'Xin đợi một chút …',
  reachableAs: (name) => `Bạn nhận cuộc gọi với tên ${name}, miễn là trang này còn mở.`,
  switchOff: 'Quên trên thiết bị này',
  giveBack: 'Trả lại tên',
  giveBackSentence: 'Sau đó ai cũng có thể đăng ký tên ấy.',
  calling: (name) => `Đang gọi ${name} …`,
  couldNotReach: (name) => `Không liên lạc được với ${name}`,
  cancel: 'Hủy',
  close: 'Đóng',
  callAgain: 'Gọi lại',
  whoCalls: (who) => `${who ?? 'Có người'} gọi`,
  registeredAs: (name) => `Đã đăng ký ở đây với tên ${name}.`,
  notRegistered: 'Tên do người ấy tự khai: người ấy chưa đăng ký ở đây.',
  nameless: 'Người ấy chưa đăng ký ở đây và không nói tên.',
  accept: 'Trả lời',
  decline: 'Để sau',
  declineSilently: 'Bỏ qua',
  problems,
};
