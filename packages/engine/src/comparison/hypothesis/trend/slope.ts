import { sum } from '../../../number/sum.ts';
import { minor } from '../../../number/minor.ts';
import { fromZ, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import type { ScoredProportion } from './types.ts';

/** Slope of the rates on the scores over its standard error under equal rates, whose variance is p̄(1 − p̄). */
export function cochranArmitage(groups: readonly ScoredProportion[]): Outcome {
  return slope(groups, (total) => total);
}

/** The same with the variance of the counts given their margins: N − 1 where Cochran and Armitage have N. */
export function mantelTrend(groups: readonly ScoredProportion[]): Outcome {
  return slope(groups, (total) => total - 1);
}

function slope(groups: readonly ScoredProportion[], divisor: (total: number) => number): Outcome {
  if (groups.length === 0) return noTest('there are no groups');
  const total = sum(groups.map(({ denominator }) => denominator));
  const met = sum(groups.map(({ numerator }) => numerator));
  const missed = sum(groups.map(({ denominator, numerator }) => denominator - numerator));
  if (total === 0) return noTest('all denominators are 0');
  if (met === 0) return noTest('nobody in any group met the measure');
  if (missed === 0) return noTest('everybody in all groups met the measure');
  if (divisor(total) <= 0) return noTest('a single member leaves no variance to judge by');
  const counted = groups.filter(({ denominator }) => denominator > 0);
  if (counted.every(({ score }) => score === counted[0]?.score)) return noTest('all groups have the same score');
  const centre = sum(counted.map(({ denominator, score }) => (denominator / total) * score));
  // What each group has met beyond expectation adds up to 0, and is exactly 0 everywhere when all rates agree.
  const rise = sum(
    counted.map(({ denominator, numerator, score }) => (minor(numerator, denominator, met, total) / total) * (score - centre)),
  );
  const spread = sum(counted.map(({ denominator, score }) => denominator * (score - centre) ** 2));
  const variance = (met / total) * (missed / divisor(total)) * spread;
  return fromZ(rise / Math.sqrt(variance));
}
