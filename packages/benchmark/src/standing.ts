import { incompleteBeta } from '@equipoise/engine';
import { chanceOfClosing, type Closure, openGapsOf, requireClosure } from './chanceByYearEnd.ts';
import { type Counts, requireWhole } from './counts.ts';
import { patientsToMark } from './patientsToReach.ts';
import { distanceTo, type Mark, type RateComparison, requireComparison } from './threshold.ts';

/** Where a rate stands against one line. */
export interface Standing {
  /** The rate meets or beats the line, in whole numbers, by the comparison asked for. */
  readonly met: boolean;
  /** As a fraction: positive when short of the line, whatever the direction; exactly 0 on it. */
  readonly distance: number;
  readonly patientsToReach: number | null;
  readonly reachable: boolean;
  /** Probability that the underlying rate meets or beats the line, however the reported rate is rounded. */
  readonly chance: number;
  /** Probability that the reported rate does by the year's end; null when no closure was stated. */
  readonly chanceByYearEnd: number | null;
}

/** How rates are held against lines. */
export interface StandingOptions {
  /** `exact` unless told. */
  readonly comparison?: RateComparison | undefined;
  /** Fewer than that in the denominator is not payable; 0 unless told. */
  readonly denominatorMin?: number | undefined;
  /** The chance of closing one open gap before the year ends; without it nothing is said of the year's end. */
  readonly closure?: Closure | undefined;
}

/** @throws RangeError when the comparison has another name, the minimum is not whole or the closure no probability */
export function requireStandingOptions({ closure, comparison = 'exact', denominatorMin = 0 }: StandingOptions): void {
  requireComparison(comparison);
  requireWhole('denominatorMin', denominatorMin);
  if (closure !== undefined) requireClosure(closure);
}

/** A line with where checked counts stand against it; somebody is in the denominator, and `rate` is the line as a fraction in [0, 1]. */
export function standOn<Line extends { readonly rate: number }>(
  cell: Counts,
  line: Line,
  { closure, mark }: { readonly closure: Closure | undefined; readonly mark: Mark },
): Line & Standing {
  const distance = distanceTo(cell, mark);
  const patients = patientsToMark(cell, mark);
  const { lower, upper } = incompleteBeta(line.rate, jeffreysShape(cell));
  return {
    ...line,
    met: distance <= 0,
    distance,
    patientsToReach: patients,
    reachable: patients !== null,
    chance: mark.direction === 'higher' ? upper : lower,
    chanceByYearEnd:
      closure === undefined ? null : chanceOfClosing({ openGaps: openGapsOf(cell, mark), needed: patients }, closure).probability,
  };
}

/** What the counts leave open of the underlying rate, after the prior Beta(½, ½). */
export function jeffreysShape({ denominator, numerator }: Counts): { readonly a: number; readonly b: number } {
  return { a: numerator + 0.5, b: denominator - numerator + 0.5 };
}
