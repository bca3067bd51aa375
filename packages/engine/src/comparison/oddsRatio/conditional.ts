import { mirrored, tablesAbove } from '../../number/noncentralHypergeometric.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { tableOf } from './table.ts';

/**
 * The odds ratio that makes the observed table likeliest among those with its margins: the estimate that belongs to the
 * exact intervals, a little nearer to 1 than the crude x₁y₂ / (y₁x₂).
 *
 *   the ψ with E(X | ψ) = x₁
 *
 * Where the margins leave only one table every ψ is as likely; the answer is 0 then, as in R's fisher.test, and the exact
 * intervals, from 0 to Infinity, tell that nothing is known.
 *
 * @param groups  whole counts of the group and of its reference; no member in both
 * @returns       a number of at least 0: 0 or Infinity when no table is more extreme; NaN when a denominator is 0
 * @throws RangeError when the counts are impossible or not whole
 * @example conditionalOddsRatio({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }) // 2.649187
 *
 * Source: Cornfield 1956, Proc Third Berkeley Symp 4:135.
 */
export function conditionalOddsRatio(groups: TwoProportions): number {
  requireWholeProportions(groups);
  const { group, reference } = groups;
  if (group.denominator === 0 || reference.denominator === 0) return NaN;
  const table = tableOf(group, reference);
  if (table.a === 0 || table.d === 0) return 0;
  if (table.b === 0 || table.c === 0) return Infinity;
  const mirror = mirrored(table);
  let oddsRatio = (table.a * table.d) / (table.b * table.c);
  for (let step = Infinity, left = STEPS_MAX; Math.abs(step) > SETTLED && left > 0; left -= 1) {
    const above = tablesAbove(table, oddsRatio);
    const below = tablesAbove(mirror, 1 / oddsRatio);
    const total = 1 + above.mass + below.mass;
    const distance = (above.moment - below.moment) / total;
    step = -distance / ((above.square + below.square) / total - distance * distance);
    oddsRatio *= Math.exp(step);
  }
  return oddsRatio;
}

/** Newton's iteration: after a step this small (in the log odds ratio) the next would be lost in rounding. */
const SETTLED = 1e-12;
const STEPS_MAX = 100;
