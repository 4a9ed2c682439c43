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
  denied: '摄像头权限被拒绝。请允许本网站使用摄像头（地址栏旁的图标），然后打开摄像头。',
  'blocked-by-system': '系统不允许浏览器使用摄像头。请在系统隐私设置中允许，然后打开摄像头。',
  'in-use': '摄像头正被其他程序使用。请关闭该程序，然后打开摄像头。',
  'none-found': '没有找到摄像头。请插上摄像头再打开，或者不用摄像头直接加入。',
  'insecure-page': '浏览器只允许安全网页使用摄像头。请用 https 打开本页。',
  unplugged: '摄像头已断开。重新插上后会自动恢复。',
  unknown: '摄像头无法启动。请再打开一次，或者不用摄像头直接加入。',
};

const microphone: Record<MediaProblem, string> = {
  denied: '麦克风权限被拒绝。请允许本网站使用麦克风（地址栏旁的图标），然后打开麦克风。',
  'blocked-by-system': '系统不允许浏览器使用麦克风。请在系统隐私设置中允许，然后打开麦克风。',
  'in-use': '麦克风正被其他程序使用。请关闭该程序，然后打开麦克风。',
  'none-found': '没有找到麦克风。请插上麦克风再打开，或者不用麦克风直接加入。',
  'insecure-page': '浏览器只允许安全网页使用麦克风。请用 https 打开本页。',
  unplugged: '麦克风已断开。重新插上后会自动恢复。',
  unknown: '麦克风无法启动。请再打开一次，或者不用麦克风直接加入。',
};

const both: Record<MediaProblem, string> = {
  denied:
    '摄像头和麦克风权限被拒绝。请允许本网站使用它们（地址栏旁的图标），然后打开。您也可以不用它们直接加入。',
  'blocked-by-system': '系统不允许浏览器使用摄像头和麦克风。请在系统隐私设置中允许，然后打开。',
  'in-use': '摄像头和麦克风正被其他程序使用。请关闭该程序，然后打开。',
  'none-found': '没有找到摄像头和麦克风。您仍然可以加入：能看到、听到对方，也能发文字。',
  'insecure-page':
    '浏览器只允许安全网页使用摄像头和麦克风。请用 https 打开本页，或者直接加入，只看、只听、只写。',
  unplugged: '摄像头和麦克风已断开。重新插上后会自动恢复。',
  unknown: '摄像头和麦克风无法启动。请再打开一次。',
};

const misfit = '本页与服务器版本不一致。请重新加载页面。';

const refused: Record<KnownProblem, string> = {
  full: '房间里的人已经到齐。请联系其中一位，或者稍后再试。',
  unreachable: '服务器没有回应。请检查网络连接，然后重试。',
  invalid: '服务器不接受这个房间名。请回到首页换一个名字。',
  'unknown-event': misfit,
  'no-common-version': misfit,
  'seat-lost': '您在房间里的座位已被收回。请重试以获得新座位。',
  'not-in-room': '您在房间里的座位已丢失。请重试以获得新座位。',
  'no-such-member': '对方刚刚离开。请重试。',
  'too-many-rooms': '您同时进入的房间太多。请先离开一个。',
  'too-large': '对方发送的内容超过了服务器的限制。请重试。',
  'rate-limited': '请求太频繁。请等一分钟再试。',
  busy: '服务器正忙。请稍后再试。',
  internal: '服务器未能完成操作，问题已记录。请重试。',
  'invitation-needed': '此服务器只接待通过邀请链接来的人。请向邀请您的人索取链接。',
  'invitation-invalid': '您的链接打不开这个房间，或已失效。请索取新的链接。',
  locked: '房间已锁上。敲敲门，里面的人可以让您进来。',
  'password-needed': '这个房间有密码。请向邀请您的人询问。',
  'password-wrong': '房间密码不对。请注意大小写，再试一次。',
  'password-unset': '已有人在您之前不用密码进入了这个房间。请换一个房间，或不用密码加入。',
  'too-many-tries': '您的网络试过的密码太多了。请半小时后再试。',
  'nobody-in': '房间里已经没有人了。请直接加入。',
  'inside-already': '您已经在这个房间里了。',
  'too-many-knock': '门外等候的人太多了。请稍后再试。',
  'nobody-knocks': '门外已经没有人在等了。',
  unknown: '服务器拒绝了请求，原因本页无法识别。请重新加载页面。',
};

const failed: Record<Verdict, (who: string | null, relay: string | null) => string> = {
  'no-relay': (who) =>
    `无法与${who ?? '对方'}连接：双方网络不允许直连，而本服务器没有中继。换一个网络（例如手机流量）也许可行；服务器管理员可以添加中继。`,
  'hidden-without-relay': (who) =>
    `无法与${who ?? '对方'}连接：您隐藏了地址，这需要中继，而这里没有。请在“服务器”中显示地址，或添加自己的中继。`,
  'relay-refused': (_who, relay) =>
    `无法连接：中继 ${relay} 不接受本服务器的凭据。服务器管理员可以解决。`,
  'relay-unreachable': (_who, relay) =>
    `无法连接：中继${relay ? ` ${relay} ` : ''}没有回应。请换一个网络，或告知服务器管理员。`,
  'other-offers-nothing': (who) =>
    `无法连接：${who ?? '对方'}的浏览器没有给出任何可连接的地址。可能是扩展程序或策略禁止；换一个浏览器也许可行。`,
  unknown: (who) => `无法与${who ?? '对方'}连接。请换一个网络，或者挂断后重试。`,
};

const outlook: Record<Outlook, string> = {
  direct: '您将直接连接。',
  relayed: '您将通过中继连接。',
  local: '只能连接到同一网络中的人：没有找到您的外部地址，而且没有中继。',
  hidden: '这里没有可用的中继：将无法连接。',
  blocked: '这个浏览器没有给出任何可连接的地址。可能是扩展程序或策略禁止；请换一个浏览器。',
};

const qualityLevel: Record<QualityLevel, string> = {
  auto: '自动',
  high: '高',
  medium: '中',
  low: '低',
  'audio-only': '仅声音',
};

const qualityMeans: Record<QualityLevel, string> = {
  auto: '网络允许的最佳画质',
  high: '720p，最高 3 Mbit/s',
  medium: '360p，最高 700 kbit/s',
  low: '180p，最高 200 kbit/s',
  'audio-only': '双方都没有画面',
};

const shortcut: Record<ShortcutName, string> = {
  microphone: '打开和关闭麦克风',
  camera: '打开和关闭摄像头',
  screen: '共享屏幕',
  chat: '打开和关闭聊天',
  lock: '锁上和打开房间',
  hand: '举手和放下',
  react: '表情回应',
  fullScreen: '全屏',
  shortcuts: '本列表',
  hangUp: '挂断',
};

const fileFailed: Record<FileFailure, string> = {
  damaged: '接收时损坏，未保存；请重新发送',
  forgotten: '因页面重新加载而停止；请重新发送',
  left: '因通话结束而停止',
  unreadable: '无法读取原文件',
  unwritable: '无法保存：空间不足或没有权限',
  'too-many': '未发送：同时发送的文件太多',
};

const happened: Record<LogEvent, string> = {
  joining: '正在申请座位',
  joined: '已进入房间',
  waiting: '等待对方',
  refused: '服务器拒绝',
  'peer-joined': '对方已到',
  'peer-left': '对方已离开',
  'peer-away': '对方与服务器断开',
  'peer-back': '对方重新连上服务器',
  connecting: '正在连接',
  connected: '已连接',
  path: '网络路径',
  interrupted: '连接中断',
  'restarting-ice': '正在寻找另一条路径（ICE 重启）',
  reconnected: '已重新连接',
  'no-connection': '未能建立连接',
  'server-lost': '服务器无法访问',
  'server-back': '服务器恢复访问',
  'camera-on': '摄像头已打开',
  'camera-off': '摄像头已关闭',
  'camera-problem': '摄像头故障',
  'microphone-on': '麦克风已打开',
  'microphone-off': '麦克风已关闭',
  'microphone-problem': '麦克风故障',
  ended: '通话结束',
};

const went: Record<Grade, string> = {
  good: '通话质量良好',
  fair: '通话质量一般',
  poor: '连接质量较差',
};

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const milliseconds = (ms: number) => `${Math.max(1, Math.round(ms))} 毫秒`;

function day(daysAgo: number, at: number): string {
  if (daysAgo <= 1) return daysAgo === 0 ? '今天' : '昨天';
  const format: Intl.DateTimeFormatOptions =
    daysAgo < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
  return new Date(at).toLocaleDateString('zh-CN', format);
}

function duration(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS);
  return seconds < MINUTE_S ? `${seconds} 秒` : `${Math.floor(seconds / MINUTE_S)} 分钟`;
}

function picture({ lines, framesPerSecond }: PictureSummary): string {
  return `${lines}p，每秒 ${Math.round(framesPerSecond)} 帧`;
}

export const zh: Catalogue = {
  language: 'zh-CN',
  title: (where) => (where ? `${where} – Parley` : 'Parley'),
  home: '首页',
  homeHeadline: ['打开链接，', '就能见面。'],
  homeSentence: '两个人之间的通话，直接从一方到另一方。不用注册，不用安装。',
  offline: '您已离线。恢复网络后即可通话。',
  startCall: '发起通话',
  or: '或',
  roomName: '房间名',
  roomNameUnusable: '请输入含有文字或数字的名字。',
  join: '加入',
  languageLabel: '语言',
  callByName: '按名字呼叫',
  deviceCheck: '设备检测',
  deviceCheckSentence: '检查画面、声音和连接，另一端没有任何人。',
  recentRooms: '最近的房间',
  forgetRecent: '清除',
  recentCall: (daysAgo, at, lastedMs) => `${day(daysAgo, at)}，${duration(lastedMs)}`,
  ready: '准备好了吗？',
  nobodyHere: '还没有人在这里。',
  everybodyHere: '房间里的人已经到齐。',
  isHere: (who) => `${who ?? '有人'}已经到了，正在等您。`,
  speaker: '扬声器',
  testSpeaker: '测试',
  microphoneLevel: '麦克风音量',
  flip: '切换摄像头',
  outlook,
  outlookPending: '正在检查连接…',
  echoStart: '先听听自己的声音',
  echoStop: '停止试听',
  echoStarting: '正在与自己连接…',
  echoOn: '请说话：稍后您会听到自己的声音，就像对方听到的一样。',
  echoFailed: '这个浏览器无法与自己连接。可能是扩展程序或策略禁止。',
  room: (title) => `房间 ${title}`,
  yourName: '您的名字',
  optional: '可不填',
  password: '密码',
  passwordToSet: '此房间的密码',
  setPassword: '设置密码',
  setPasswordSentence: '在您之后进来的人都需要输入，直到房间里没有人为止。',
  showPassword: '显示密码',
  knock: '敲门',
  knockAgain: '再次敲门',
  knockInstead: '改为敲门',
  knocked: '您已敲门，正在等待里面的人开门…',
  stopWaiting: '不再等待',
  turnedAway: '里面的人说现在不方便。您可以稍后再敲门。',
  microphone: '麦克风',
  camera: '摄像头',
  yourCamera: '您的摄像头',
  remoteVideo: '对方的画面',
  cameraStarting: '正在启动摄像头…',
  cameraIsOff: '摄像头已关闭',
  problem: { camera, microphone, both },
  hide: '隐藏这条提示',
  close: (title) => `关闭${title}`,
  more: '更多',
  shareScreen: '共享屏幕',
  settings: '设置',
  invite: '邀请',
  qrCode: '链接的二维码',
  showQrCode: '显示二维码',
  share: '分享',
  pictureInPicture: '画中画',
  fullScreen: '全屏',
  shortcuts: '键盘快捷键',
  record: '录制',
  moveOwnPicture: '把您的画面移到另一个角落',
  loading: '正在加载…',
  loadingFailed: '页面的这一部分没有加载成功。请检查网络连接。',
  gone: 'Parley 已更新，此页面的一部分已不存在。请重新加载，通话不会中断。',
  joining: '正在加入…',
  waiting: '等待对方加入',
  lockRoom: '锁上房间',
  locked: '已锁上',
  roomIsLocked: '房间已锁上：新来的人需要敲门。',
  knocks: '门口',
  somebody: '有人',
  atTheDoor: '在门口',
  isAtTheDoor: (who) => `${who ?? '有人'}在门口。`,
  noFreeSeat: '在门口，但没有空位',
  letIn: '放行',
  letInWho: (who) => (who === null ? '放行' : `放行 ${who}`),
  notNow: '暂不',
  notNowTo: (who) => (who === null ? '暂不' : `暂不，${who}`),
  linkToRoom: '房间链接',
  copyLink: '复制链接',
  copied: '已复制',
  copyFailed: '请手动选择并复制',
  connecting: '正在连接',
  connected: '已连接',
  interrupted: (who) => `与${who ?? '对方'}的连接中断，正在等待恢复。`,
  away: (who) => `${who ?? '对方'}正在重新连接…`,
  theirWayIsNarrow: (who) => `${who ?? '对方'}的网络较弱。画面稍后恢复，声音继续。`,
  yourWayIsNarrow: '您的网络较弱。画面已暂停，会自动恢复；声音继续。',
  failed,
  path: { direct: '直连', relayed: '中继' },
  milliseconds,
  percent,
  quality: '通话质量',
  servers: '服务器',
  hideAddress: '隐藏我的地址',
  hideAddressSentence: '通话只经过中继，对方不会得知您的网络地址。',
  hideAddressLater: '正在进行的通话不受影响。',
  serverUnreachable: '服务器无法访问，通话继续',
  playSound: '播放声音',
  otherPerson: '对方',
  hangUp: '挂断',
  chat: '聊天',
  chatPanel: '聊天面板',
  unread: (lines) => `${lines} 条未读消息`,
  message: '消息',
  send: '发送',
  you: '您',
  sendFiles: '发送文件',
  dropFiles: '把文件拖到这里即可发送',
  accept: '接收',
  acceptFile: (name) => `接收 ${name}`,
  acceptAll: (count) => `全部接收（${count} 个）`,
  decline: '拒绝',
  declineFile: (name) => `拒绝 ${name}`,
  cancelFile: (name) => `取消 ${name}`,
  saveFile: (name) => `保存 ${name}`,
  fileOffered: (who, name) => `${who ?? '对方'}想发送 ${name} 给您。`,
  fileNews: (name, what) => `${name}：${what}。`,
  file: {
    offered: '等待答复',
    done: '已接收',
    declined: '已拒绝',
    cancelled: '已取消',
    cancelledByOther: '对方已取消',
    failed: fileFailed,
  },
  verify: '验证',
  verified: '已验证',
  notVerified: '未验证',
  verifyCall: '验证通话',
  verification: '验证',
  ended: '通话已结束',
  endedByYou: '您已挂断。',
  takenOver: '这个通话正在另一个标签页中进行。您可以把它移回这里。',
  endedByOther: (who) => `${who ?? '对方'}离开了通话。`,
  lasted: (ms) => `通话时长 ${duration(ms)}。`,
  went: (grade, lines, lost) => {
    const facts = [lines !== null && `${lines}p`, lost !== null && `丢失 ${percent(lost)}`];
    const known = facts.filter(Boolean).join('，');
    return known ? `${went[grade]}：${known}。` : `${went[grade]}。`;
  },
  callAgain: '再次通话',
  full: '房间已满',
  refusedTitle: '无法加入',
  refused,
  tryAgain: '重试',
  nowhere: '这里什么也没有',
  nowhereSentence: '地址可能有误，或者原来的内容已经不在。',
  crashed: '页面出错了',
  crashedSentence: '重新加载通常可以解决。',
  reload: '重新加载',
  toolbar: '通话控制',
  emoji: {
    dog: '狗',
    cat: '猫',
    lion: '狮子',
    horse: '马',
    pig: '猪',
    elephant: '大象',
    rabbit: '兔子',
    panda: '熊猫',
    rooster: '公鸡',
    penguin: '企鹅',
    turtle: '乌龟',
    fish: '鱼',
    octopus: '章鱼',
    butterfly: '蝴蝶',
    spider: '蜘蛛',
    snail: '蜗牛',
    whale: '鲸鱼',
    frog: '青蛙',
    owl: '猫头鹰',
    crab: '螃蟹',
    flower: '花',
    tree: '大树',
    cactus: '仙人掌',
    mushroom: '蘑菇',
    moon: '月亮',
    sun: '太阳',
    cloud: '云',
    snowman: '雪人',
    fire: '火',
    rainbow: '彩虹',
    globe: '地球',
    banana: '香蕉',
    apple: '苹果',
    strawberry: '草莓',
    grapes: '葡萄',
    lemon: '柠檬',
    corn: '玉米',
    carrot: '胡萝卜',
    pizza: '比萨',
    cake: '蛋糕',
    cheese: '奶酪',
    egg: '鸡蛋',
    bread: '面包',
    glasses: '眼镜',
    drum: '鼓',
    umbrella: '雨伞',
    clock: '时钟',
    gift: '礼物',
    lamp: '灯泡',
    book: '书',
    pencil: '铅笔',
    scissors: '剪刀',
    crown: '王冠',
    hammer: '锤子',
    bicycle: '自行车',
    train: '火车',
    airplane: '飞机',
    rocket: '火箭',
    ball: '足球',
    guitar: '吉他',
    trumpet: '小号',
    anchor: '船锚',
    telephone: '电话',
    house: '房子',
  },
  panels: {
    watched: (count) => `${count} 人在观看`,
    devices: '设备',
    pictureQuality: '画质',
    qualityLevel,
    qualityMeans,
    cap: '上限（kbit/s）',
    noCap: '不限',
    sounds: '有人加入或离开时播放提示音',
    inviteSentence: '任何得到这个链接的人都可以坐上空位。',
    shortcut,
    megabits: (bits) => `${(bits / 1e6).toFixed(1)} Mbit/s`,
    measuring: '正在测量…',
    grade: { good: '良好。', fair: '一般。', poor: '较差。' },
    going: (kind, receiving, sending) => {
      const how = kind === 'direct' ? '您是直接连接' : '您通过中继连接';
      if (receiving && sending && picture(receiving) === picture(sending))
        return `${how}；双向均为 ${picture(receiving)}。`;
      const ways = [
        receiving && `接收 ${picture(receiving)}`,
        sending && `发送 ${picture(sending)}`,
      ].filter(Boolean);
      return `${how}；${ways.join('；') || '仅有声音'}。`;
    },
    losing: (share) =>
      `有 ${percent(share)} 的声音和画面在途中丢失。用网线，或离 Wi-Fi 近一些，也许会好转。`,
    delayed: (ms) => `每句话往返需要 ${milliseconds(ms)}。回答前请稍作停顿。`,
    stuttering: (frames) =>
      `画面每秒只有 ${Math.round(frames)} 帧。声音不受影响；关闭摄像头也许会更好。`,
    roundTrip: '往返时间',
    lost: '丢失',
    bitrate: '码率（Mbit/s）',
    frameRate: '每秒帧数',
    resolution: '分辨率',
    receiving: '接收',
    sending: '发送',
    video: '视频',
    sound: '声音',
    wayThere: '路径',
    none: '无',
    pathText: (kind, relay, details) =>
      `${kind === 'direct' ? '直连' : `经中继${relay ? ` ${relay}` : ''}`}，${details}`,
    log: '记录',
    happened,
    saveReport: '保存报告',
    serversSentence: '它们帮助两个浏览器找到对方。没有直连路径时，中继（TURN）还会传送通话。',
    offeredServers: '本服务器提供',
    noServers: '没有。在同一个网络里这样就够了。',
    ownServers: '您自己的（仅在本设备）',
    addOwnServer: '添加自己的服务器',
    useOwnOnly: '只用自己的服务器',
    testServers: '测试',
    testing: '正在测试…',
    serverWorks: (ms) => `正常：${milliseconds(ms)}内应答。`,
    serverRefuses: (code) =>
      code === 401 || code === 403 || code === 441
        ? `拒绝了用户名或密码（${code}）。`
        : `返回错误 ${code}。`,
    serverSilent: (ms) => `${Math.max(1, Math.round(ms / SECOND_MS))} 秒内没有应答。`,
    serverUnusable: '浏览器无法使用这个地址。',
    serverAddress: '地址',
    serverAddressFault: '请写成 turn:host:3478 或 stun:host:3478 的形式。',
    serverUser: '用户名',
    serverPassword: '密码',
    serverCredentialsFault: '中继需要用户名和密码。',
    addServer: '添加',
    remove: '移除',
    removeServer: (url) => `移除 ${url}`,
    codeBroken: '未能商定验证码：可能有人在偷听。不要谈论隐私，请挂断并换一种方式联系。',
    codesDiffer: '验证码不一致：可能有人在偷听。不要谈论隐私，请挂断并换一种方式联系。',
    keyChanged: (who) => `${who ?? '对方'}的加密密钥在本次通话中发生了变化。请重新比对验证码。`,
    keyIsOther: (who) =>
      `您以前与${who ?? '某人'}比对过验证码，而这是另一个密钥：可能是另一台设备或浏览器，也可能有人在中间。请重新比对。`,
    fileProgress: (done, all) => `${done} / ${all}`,
    fileTimeLeft: (time) => `剩余 ${time}`,
    fileWaits: '等待连接',
    fileTooLarge: (most) => `这个浏览器无法把文件写入磁盘，内存最多容纳 ${most}。请换一个浏览器。`,
    theirMicrophoneIsOff: '麦克风已关闭',
    showsScreen: (who) => `${who ?? '对方'}正在共享屏幕`,
    youRecord: '您正在录制',
    theyRecord: (who) => `${who ?? '对方'}正在录制`,
    bothRecord: (who) => `您和${who ?? '对方'}都在录制`,
    chatEmpty: '您在这里写的内容直接发给对方，不会保存在任何地方。',
    notDelivered: '发送中',
    isWriting: (who) => `${who ?? '对方'}正在输入…`,
    microphoneHint: {
      muted: '您处于静音状态。按 M 键或麦克风按钮，对方才能听到。',
      dead: '您的麦克风没有声音。请在设置中换一个，或检查麦克风上的开关。',
    },
    theirMicrophone: (who, isOn) => `${who ?? '对方'}的麦克风已${isOn ? '打开' : '关闭'}。`,
    theirCamera: (who, isOn) => `${who ?? '对方'}的摄像头已${isOn ? '打开' : '关闭'}。`,
    theirScreen: (who, isOn) => `${who ?? '对方'}${isOn ? '正在' : '停止了'}共享屏幕。`,
    screenProblem: {
      'blocked-by-system': '系统不允许浏览器读取屏幕。请在系统隐私设置中允许，然后重新共享。',
      unknown: '无法共享屏幕。请重试，或改为选择一个窗口。',
    },
    recordingCut: '录制已停止：无法继续保存。请检查磁盘空间。此前保存的部分可以播放。',
    lostSentence: (who) => `${who ?? '对方'}的连接已中断。一旦恢复，通话会自动继续。`,
    waitingLocked: '房间已锁上：通过此链接来的人会敲门，由您放行。',
    waitingSentence: '把这个链接发给对方。这个房间只属于你们两人。',
    codeHow: '请互相念出这些内容。如果完全相同，就没有人在偷听。',
    codeInEmoji: '图形验证码',
    codeInDigits: '或者念出这些数字：',
    codeMissing: '没有可以比对的验证码。对方的程序不支持，或者本页不是用 https 打开的。',
    comparedWith: (who, date) =>
      `您${date ? `于 ${date} ` : ''}与${who ?? '对方'}比对过验证码，结果一致。没有人在偷听。`,
    theyMatch: '一致',
    theyDiffer: '不一致',
    compareAgain: '重新比对',
    forgetKey: '忘记',
  },
};
