import { requireCount, requirePositive, requireWhole, shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';

/** How a contract does on one measure among its members with a social risk factor. */
export interface HealthEquityPoints {
  readonly measure: string;
  readonly weight: number;
  /** 1 in the top third of contracts, 0 in the middle, −1 in the bottom third; NaN is missing. */
  readonly points: number;
}

export interface HealthEquityContract {
  readonly measures: readonly HealthEquityPoints[];
  /** Measures that count; a contract needs points on half of them. */
  readonly measuresPossible: number;
  /** Share of members with a social risk factor, and its median over contracts: both in the same unit. */
  readonly socialRiskShare: number;
  readonly medianShare: number;
}

export interface HealthEquityIndex {
  /** Weighted mean of the points, in [−1, 1]; null with a reason without any. */
  readonly score: number | null;
  /** Whether the contract has enough measures and enough members with a social risk factor. */
  readonly eligible: boolean;
  /** The most that it can be rewarded, in stars. */
  readonly cap: number;
  /** Stars added: score × cap; 0 where not eligible or the score is not above 0. */
  readonly reward: number | null;
  /** The rule was withdrawn before it paid anything. */
  readonly status: 'not a live program';
  readonly reason: string | null;
}

/**
 * The shape of the CMS Health Equity Index for Star Ratings, as a worked example of an equity score. It is not a live
 * program: written for the 2027 ratings, it was removed by the contract-year 2027 final rule of 2 April 2026.
 *
 *   score = Σ w points / Σ w
 *   cap   = 0.4 stars at the median share of members with a social risk factor or above, 0.2 from half the median, else 0
 *
 * @param contract  points by measure, how many measures count, and the share of members with its median
 * @returns         score, cap and reward; null and a reason without points
 * @throws RangeError naming the measure, the value and the rule
 * @example healthEquityIndex({ measures: [{ measure: 'CBP', weight: 3, points: 1 }, { measure: 'COL', weight: 1, points: 0 }], measuresPossible: 4, socialRiskShare: 0.14, medianShare: 0.24 }) // { score: 0.75, eligible: true, cap: 0.2, reward: 0.15, status: 'not a live program', reason: null }
 *
 * Source: 42 CFR 422.166(f)(3) as first written, from secondary descriptions.
 */
export function healthEquityIndex({
  measures,
  measuresPossible,
  socialRiskShare,
  medianShare,
}: HealthEquityContract): HealthEquityIndex {
  measures.forEach(requireMeasure);
  requireWhole('measuresPossible', measuresPossible);
  requireCount('socialRiskShare', socialRiskShare);
  requirePositive('medianShare', medianShare);
  const scored = measures.filter(({ points }) => !Number.isNaN(points));
  if (scored.length > measuresPossible)
    throw new RangeError(`${scored.length} measures have points where ${measuresPossible} count`);
  const weight = sum(scored.map((measure) => measure.weight));
  const score = weight > 0 ? sum(scored.map((measure) => measure.weight * measure.points)) / weight : null;
  const cap = socialRiskShare >= medianShare ? 0.4 : socialRiskShare >= medianShare / 2 ? 0.2 : 0;
  const eligible = cap > 0 && score !== null && scored.length >= measuresPossible / 2;
  const reward = eligible ? Math.max(0, score) * cap : 0;
  return {
    score,
    eligible,
    cap,
    reward: score === null ? null : reward,
    status: 'not a live program',
    reason: score === null ? 'no measure has points' : null,
  };
}

function requireMeasure(
  { measure, weight, points }: HealthEquityPoints,
  index: number,
  all: readonly HealthEquityPoints[],
): void {
  if (typeof measure !== 'string' || measure === '')
    throw new RangeError(`measure of row ${index} must be a name, got ${shown(measure)}`);
  if (all.findIndex((other) => other.measure === measure) < index) throw new RangeError(`measure ${measure} appears twice`);
  requireCount(`${measure}: weight`, weight);
  if (!Number.isNaN(points) && points !== -1 && points !== 0 && points !== 1)
    throw new RangeError(`${measure}: points must be -1, 0 or 1, got ${shown(points)}`);
}
