import type { Counts } from '../../counts.ts';
import type { Term } from '../../program/term.ts';
import { notAchieved } from '../achieved.ts';
import { everybody, type ProgramResults, type ResultKey } from '../results.ts';
import type { Achieved } from '../types.ts';
import type { Found } from './index.ts';

/** Counts of a cell, or why there are none. */
export type Counted = { readonly counts: Counts; readonly why: null } | { readonly counts: null; readonly why: Achieved };

export function countsOf(results: ProgramResults, key: ResultKey): Counted {
  const cell = results.cell(key);
  if (cell === null) return { counts: null, why: notAchieved('NO_DATA', 'no data') };
  const { denominator, numerator } = cell;
  if (denominator === null || numerator === null)
    return { counts: null, why: notAchieved('SUPPRESSED', 'hidden by the release') };
  return { counts: { denominator, numerator }, why: null };
}

export function everybodyOf(results: ProgramResults, key: Omit<ResultKey, 'by' | 'stratum'>): Counted {
  return countsOf(results, { ...key, ...everybody });
}

/** A component that cannot be judged, in the words of why. */
export function unjudged(why: Achieved, terms: readonly Term<unknown>[]): Found {
  return { ...why, sentence: `Not judged: ${why.reason}.`, facts: [], cautions: [], terms };
}

export function judged(met: boolean): Achieved {
  const share = Number(met);
  return { achieved: share, lower: share, upper: share, status: 'REPORTED', reason: null };
}
