import type { Proportion } from '../../interval/types.ts';
import { mirrored, tablesAbove } from '../../number/noncentralHypergeometric.ts';
import type { Tail } from '../../number/tail.ts';
import type { TwoProportions } from '../types.ts';
import { lowerScoreLimit } from './score.ts';
import { tableOf } from './table.ts';

/** The odds ratio at which the tables beyond the observed one, and its own share of it, have the probability of the tail. */
export function exactLimit({ group, reference }: TwoProportions, tail: Tail, own: number): number {
  if (group.denominator === 0 || reference.denominator === 0) return NaN;
  return tail.side === 'lower' ? lowerLimit(group, reference, tail, own) : 1 / lowerLimit(reference, group, tail, own);
}

/**
 * Newton's iteration on the log of the tail, which is concave in the log odds ratio, from the score limit with Cornfield's
 * continuity correction.
 */
function lowerLimit(first: Proportion, second: Proportion, { probability, z }: Tail, own: number): number {
  const table = tableOf(first, second);
  if (table.a === 0 || table.d === 0) return 0; // no table below this one: it is likely at every small odds ratio
  const mirror = mirrored(table);
  let oddsRatio = lowerScoreLimit(
    { denominator: first.denominator, numerator: first.numerator - 0.5 },
    { denominator: second.denominator, numerator: second.numerator + 0.5 },
    z * z,
  );
  for (let step = Infinity, left = STEPS_MAX; Math.abs(step) > SETTLED && left > 0; left -= 1) {
    const above = tablesAbove(table, oddsRatio);
    const below = tablesAbove(mirror, 1 / oddsRatio);
    const beyond = own + above.mass;
    const total = 1 + above.mass + below.mass;
    const slope = above.moment / beyond - (above.moment - below.moment) / total;
    step = Math.log((probability * total) / beyond) / slope;
    oddsRatio *= Math.exp(step);
  }
  return oddsRatio;
}

/** Each step squares the error: after one this small (in the log odds ratio) the next would be lost in rounding. */
const SETTLED = 1e-12;
const STEPS_MAX = 100;
