import { binomialCdf } from '@equipoise/engine';
import { type Counts, requireCounts, requireWhole } from './counts.ts';
import { patientsToMark } from './patientsToReach.ts';
import { readMark, type Threshold } from './threshold.ts';

/** How likely one open gap is to be closed before the year ends. */
export type Closure =
  /** Stated: the same for every gap, each on its own. */
  | { readonly probability: number }
  /** Known only roughly, as a beta distribution with these parameters. */
  | { readonly alpha: number; readonly beta: number }
  /** Estimated from past tries: of `tries` gaps `closed` were closed. Jeffreys prior, Beta(closed + ½, tries − closed + ½). */
  | { readonly closed: number; readonly tries: number };

/** What the patients behind a rate may still do for it. */
export interface OpenGaps {
  /** Patients who may yet be moved. */
  readonly openGaps: number;
  /** How many of them it takes; null when no number is enough. */
  readonly needed: number | null;
}

export interface ChanceByYearEnd extends OpenGaps {
  /** That the reported rate meets the line at the year's end; 0 when it cannot. */
  readonly probability: number;
  readonly method: 'beta-binomial' | 'binomial';
  /** Why the probability is 0 or 1 whatever the closure; null when it depends on it. */
  readonly reason: string | null;
}

/**
 * The probability that the rate as reported will meet a line when the year ends: that enough of the gaps now open are closed.
 * Where higher is better an open gap is a patient of the denominator outside the numerator, where lower is better one inside it.
 * It says nothing of whether the underlying rate clears the line: that is `chanceOfMeeting`.
 *
 *   P(closed ≥ needed), closed ~ Binomial(open gaps, probability), or beta-binomial where the probability is only estimated
 *
 * The patients are those of today: a gap that is closed stays closed, nobody leaves, and what patients who join the denominator
 * would do to it is not reckoned.
 *
 * @param cell       whole counts today; numerator ≤ denominator
 * @param threshold  percent as printed, which way is better, and the comparison (`exact`)
 * @param closure    the chance of one gap: stated, as a beta distribution, or as past tries
 * @param options    openGaps: how many can still be closed, where that is fewer than all that are open
 * @returns          the probability, the gaps that it rests on, and a reason where it is 0 or 1 for certain; null when the denominator is 0
 * @throws RangeError when a count is not whole, the percent is not plain digits, the closure is not a probability, or more gaps
 *                    are named than are open
 * @example chanceByYearEnd({ denominator: 143, numerator: 79 }, { thresholdPercent: '57.7', direction: 'higher' }, { probability: 0.1 }).probability // 0.89370881747
 * @example chanceByYearEnd({ denominator: 143, numerator: 79 }, { thresholdPercent: '57.7', direction: 'higher' }, { closed: 3, tries: 40 }).probability // 0.66866687985
 */
export function chanceByYearEnd(
  cell: Counts,
  threshold: Threshold,
  closure: Closure,
  { openGaps }: { readonly openGaps?: number | undefined } = {},
): ChanceByYearEnd | null {
  requireCounts(cell);
  const mark = readMark(threshold);
  const open = openGapsOf(cell, threshold);
  const closable = openGaps ?? open;
  if (closable > open) throw new RangeError(`openGaps must be at most the ${open} that are open, got ${closable}`);
  return cell.denominator === 0 ? null : chanceOfClosing({ openGaps: closable, needed: patientsToMark(cell, mark) }, closure);
}

/** Patients who may move towards the line: misses where higher is better, hits where lower is. */
export function openGapsOf({ denominator, numerator }: Counts, { direction }: Pick<Threshold, 'direction'>): number {
  return direction === 'higher' ? denominator - numerator : numerator;
}

/**
 * The probability that at least the needed number of open gaps is closed.
 *
 * @param gaps     whole numbers: open gaps, and how many of them it takes (null when no number is enough)
 * @param closure  the chance of one gap: stated, as a beta distribution, or as past tries
 * @returns        the probability, its method, and a reason where it is 0 or 1 for certain
 * @throws RangeError when a number is not whole, or the closure is not a probability or no beta distribution
 * @example chanceOfClosing({ openGaps: 64, needed: 4 }, { alpha: 3.5, beta: 37.5 }).probability // 0.66866687985
 *
 * Source: Skellam 1948, JRSS B 10:257 (a binomial whose probability varies as a beta).
 */
export function chanceOfClosing({ needed, openGaps }: OpenGaps, closure: Closure): ChanceByYearEnd {
  requireWhole('openGaps', openGaps);
  if (needed !== null) requireWhole('needed', needed);
  requireClosure(closure);
  const method = 'probability' in closure ? 'binomial' : 'beta-binomial';
  const certain = (probability: number, reason: string) => ({ openGaps, needed, method, probability, reason }) as const;
  if (needed === null) return certain(0, 'no number of patients is enough');
  if (needed === 0) return certain(1, 'the rate meets the line now');
  if (needed > openGaps) return certain(0, `it takes ${needed} patients, and ${openGaps} can still be moved`);
  const probability =
    'probability' in closure
      ? binomialCdf(needed - 1, { trials: openGaps, probability: closure.probability }).upper
      : betaBinomialTail(needed, openGaps, shapeOf(closure));
  return { openGaps, needed, method, probability, reason: null };
}

interface BetaShape {
  readonly alpha: number;
  readonly beta: number;
}

function shapeOf(closure: Exclude<Closure, { readonly probability: number }>): BetaShape {
  return 'alpha' in closure ? closure : { alpha: closure.closed + 0.5, beta: closure.tries - closure.closed + 0.5 };
}

/**
 * P(K ≥ k). Terms follow from one another by quotients of whole steps, from a term of size 1 near the mean outwards, and are
 * divided by the sum of all: no gamma function, hence no cancelling logarithms.
 */
function betaBinomialTail(k: number, trials: number, { alpha, beta }: BetaShape): number {
  const middle = Math.round((trials * alpha) / (alpha + beta));
  const above = { from: middle + 1, to: trials };
  let beyond = middle >= k ? 1 : 0;
  let short = 1 - beyond;
  for (let count = above.from, term = 1; count <= above.to && term > 0; count += 1) {
    term *= ((trials - count + 1) / count) * ((alpha + count - 1) / (beta + trials - count));
    if (count >= k) beyond += term;
    else short += term;
  }
  for (let count = middle, term = 1; count > 0 && term > 0; count -= 1) {
    term *= (count / (trials - count + 1)) * ((beta + trials - count) / (alpha + count - 1));
    if (count - 1 >= k) beyond += term;
    else short += term;
  }
  return beyond / (beyond + short);
}

/** @throws RangeError when a closure is no probability, no beta distribution, or more were closed than tried */
export function requireClosure(closure: Closure): void {
  if ('probability' in closure) {
    if (!(closure.probability >= 0 && closure.probability <= 1))
      throw new RangeError(`closure probability is a fraction between 0 and 1, got ${closure.probability}`);
  } else if ('alpha' in closure) {
    for (const [name, value] of Object.entries({ alpha: closure.alpha, beta: closure.beta }))
      if (!(value > 0 && value < Infinity)) throw new RangeError(`closure ${name} must be above 0, got ${value}`);
  } else {
    requireWhole('closure tries', closure.tries);
    requireWhole('closure closed', closure.closed);
    if (closure.closed > closure.tries) throw new RangeError(`closure closed ${closure.closed} exceeds tries ${closure.tries}`);
  }
}
