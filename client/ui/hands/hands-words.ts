import { computed } from '@preact/signals';
import { words } from '../locales/words.ts';
import type { Reaction } from './hands.ts';

interface HandsWords {
  readonly raiseHand: string;
  readonly react: string;
  readonly reaction: Readonly<Record<Reaction, string>>;
  readonly handIsUp: string;
  readonly yourHandIsUp: string;
  readonly yourHandIsDown: string;
  readonly theirHandIsUp: (who: string | null) => string;
  readonly theirHandIsDown: (who: string | null) => string;
  readonly youSent: (what: string) => string;
  readonly theySent: (who: string | null, what: string) => string;
}

const en: HandsWords = {
  raiseHand: 'Raise hand',
  react: 'React',
  reaction: {
    '👍': 'Thumbs up',
    '👏': 'Applause',
    '❤️': 'Heart',
    '😂': 'Laughter',
    '😮': 'Surprise',
    '🎉': 'Celebration',
  },
  handIsUp: 'Hand is up',
  yourHandIsUp: 'Your hand is up',
  yourHandIsDown: 'Your hand is down',
  theirHandIsUp: (who) => `${who ?? 'The other person'} has raised a hand`,
  theirHandIsDown: (who) => `${who ?? 'The other person'} has lowered the hand`,
  youSent: (what) => `You: ${what}`,
  theySent: (who, what) => `${who ?? 'The other person'}: ${what}`,
};

const zh: HandsWords = {
  raiseHand: '举手',
  react: '表情回应',
  reaction: {
    '👍': '赞',
    '👏': '鼓掌',
    '❤️': '爱心',
    '😂': '大笑',
    '😮': '惊讶',
    '🎉': '庆祝',
  },
  handIsUp: '已举手',
  yourHandIsUp: '您已举手',
  yourHandIsDown: '您已放下手',
  theirHandIsUp: (who) => `${who ?? '对方'}举手了`,
  theirHandIsDown: (who) => `${who ?? '对方'}放下了手`,
  youSent: (what) => `您：${what}`,
  theySent: (who, what) => `${who ?? '对方'}：${what}`,
};

const vi: HandsWords = {
  raiseHand: 'Giơ tay',
  react: 'Bày tỏ cảm xúc',
  reaction: {
    '👍': 'Thích',
    '👏': 'Vỗ tay',
    '❤️': 'Trái tim',
    '😂': 'Cười to',
    '😮': 'Ngạc nhiên',
    '🎉': 'Chúc mừng',
  },
  handIsUp: 'Đang giơ tay',
  yourHandIsUp: 'Bạn đang giơ tay',
  yourHandIsDown: 'Bạn đã hạ tay',
  theirHandIsUp: (who) => `${who ?? 'Người kia'} giơ tay`,
  theirHandIsDown: (who) => `${who ?? 'Người kia'} đã hạ tay`,
  youSent: (what) => `Bạn: ${what}`,
  theySent: (who, what) => `${who ?? 'Người kia'}: ${what}`,
};

/** By the code of the catalogue that they belong to. */
export const catalogues: Readonly<Record<string, HandsWords>> = { en, 'zh-CN': zh, vi };

/** In the language in use. They come with what says them. */
export const handsWords = computed(() => catalogues[words.value.language] ?? en);
