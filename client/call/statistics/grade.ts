import type { Summary } from './summary.ts';

export type Grade = 'good' | 'fair' | 'poor';
export type Trouble = 'loss' | 'delay' | 'picture';

export interface Grading {
  readonly grade: Grade;
  /** The worst of what is not good. */
  readonly trouble: Trouble | null;
}

/** From where on something is no longer good, and from where on it is poor. */
const LIMITS = {
  /** Opus conceals some per cent; beyond, words are missing. */
  lost: { fair: 0.02, poor: 0.08 },
  /** Half of it is one way: ITU-T G.114 finds 150 ms good, and 400 ms too long to talk. */
  roundTripMs: { fair: 300, poor: 800 },
  /** Below film it stutters, below five it is a row of pictures. */
  framesPerSecond: { fair: 15, poor: 5 },
} as const;

const worse: readonly Grade[] = ['good', 'fair', 'poor'];

/** `isPictureExpected`: the other side says that its camera is on. */
export function gradeOf(summary: Summary, isPictureExpected: boolean): Grading {
  const grades: readonly (readonly [Trouble, Grade])[] = [
    ['loss', rising(summary.lost, LIMITS.lost)],
    ['delay', rising(summary.roundTripMs, LIMITS.roundTripMs)],
    ['picture', isPictureExpected ? pictureGrade(summary) : 'good'],
  ];
  const [trouble, grade] = grades.reduce((worst, one) =>
    worse.indexOf(one[1]) > worse.indexOf(worst[1]) ? one : worst,
  );
  return { grade, trouble: grade === 'good' ? null : trouble };
}

function rising(value: number | null, limits: { readonly fair: number; readonly poor: number }) {
  if (value === null || value < limits.fair) return 'good';
  return value < limits.poor ? 'fair' : 'poor';
}

function pictureGrade({ receiving }: Summary): Grade {
  const framesPerSecond = receiving?.framesPerSecond ?? 0;
  if (framesPerSecond >= LIMITS.framesPerSecond.fair) return 'good';
  return framesPerSecond >= LIMITS.framesPerSecond.poor ? 'fair' : 'poor';
}
