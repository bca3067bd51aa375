import { percentText } from '../award/percentText.ts';
import { dollarText } from '../score/explanationText.ts';
import type { ProgramScore } from '../score/types.ts';
import { NotSeparable } from './notSeparable.ts';
import { type Plan, scoreUnits } from './worth.ts';

/** What is to be reached. */
export type Goal =
  /** The next line that is not met: of a measure of the data, or whichever is cheapest. */
  | { readonly kind: 'next-line'; readonly measure?: string | undefined }
  /** A line of a measure of the data: a published percentile, or a line of the program by name. */
  | { readonly kind: 'line'; readonly measure: string; readonly line: number | string }
  /** Dollars earned, before any pool; of a penalty the most that may be lost. */
  | { readonly kind: 'dollars'; readonly amount: number }
  /** A cent more than now; of a penalty a cent less lost. */
  | { readonly kind: 'next-dollar' }
  /** The score, 0 to 1. */
  | { readonly kind: 'score'; readonly score: number };

export type WorthGoal = Exclude<Goal, { readonly kind: 'line' | 'next-line' }>;

/** A goal in the whole units that worth is added in, and what a cap makes of sums: beyond these ends nothing more is paid or lost. */
export interface Target {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** @throws RangeError when a goal has an amount that is none */
export function requireGoal(goal: Goal): void {
  if (goal.kind === 'dollars' && !(Number.isFinite(goal.amount) && goal.amount >= 0))
    throw new RangeError(`goal: dollars must be a number of at least 0, got ${goal.amount}`);
  if (goal.kind === 'score' && !(goal.score >= 0 && goal.score <= 1))
    throw new RangeError(`goal: a score is a fraction between 0 and 1, got ${goal.score}`);
}

/** @throws NotSeparable when the next dollar is asked for and nobody knows what is earned now */
export function targetOf(goal: WorthGoal, plan: Plan): Target {
  const { before, prepared } = plan;
  // Rounding of sums of fractions, nothing more: half a millionth of a millionth each.
  if (goal.kind === 'score')
    return { value: Math.round(goal.score * scoreUnits) - prepared.measures.length - 1, least: -Infinity, most: Infinity };
  const penalty = prepared.program.kind === 'penalty';
  const cap = before.dollars?.cap?.cents ?? Infinity;
  const ends = penalty ? { least: -cap, most: Infinity } : { least: -Infinity, most: cap };
  if (goal.kind === 'dollars') {
    const cents = Number((goal.amount * 100).toFixed(6));
    return { ...ends, value: penalty ? -Math.floor(cents) : Math.ceil(cents) };
  }
  const now = before.dollars?.total.cents ?? null;
  if (now === null)
    throw new NotSeparable(`what is ${before.dollars!.meaning} now is not determined: ${before.dollars!.total.reason}`);
  return { ...ends, value: (penalty ? -now : now) + 1 };
}

/** A goal in words, after `Not reachable: `. */
export function goalText(goal: Goal): string {
  switch (goal.kind) {
    case 'dollars':
      return dollarText(goal.amount);
    case 'next-dollar':
      return 'another dollar';
    case 'score':
      return `a score of ${percentText(goal.score)}`;
    case 'line':
      return `the line ${goal.line} of ${goal.measure}`;
    case 'next-line':
      return goal.measure === undefined ? 'another line' : `the next line of ${goal.measure}`;
  }
}

/** What is earned or lost now, or the score, in words. */
export function reachedText({ dollars, score }: ProgramScore, aim: Plan['aim']): string {
  if (aim === 'score') return score === null ? 'a score that is not determined' : `a score of ${percentText(score)}`;
  const cents = dollars?.total.cents ?? null;
  return cents === null ? 'dollars that are not determined' : `${dollarText(cents / 100)} ${dollars!.meaning}`;
}
