import { gradeOf } from '../../call/statistics/grade.ts';
import type { Sample } from '../../call/statistics/sample.ts';
import { summarize } from '../../call/statistics/summary.ts';
import { words } from '../locales/words.ts';

/** The whole call in a sentence; null where nothing was measured. */
export function howItWent(samples: readonly Sample[]): string | null {
  if (samples.length === 0) return null;
  const summary = summarize(samples);
  const { grade } = gradeOf(summary, summary.receiving !== null);
  return words.value.went(grade, summary.receiving?.lines ?? null, summary.lost);
}
