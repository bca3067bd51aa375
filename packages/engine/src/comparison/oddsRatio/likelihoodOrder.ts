import type { Proportion } from '../../interval/types.ts';
import { mirrored, oddsRatioOfTie, tablesAbove, type TwoByTwo } from '../../number/noncentralHypergeometric.ts';
import { findRoot } from '../../number/root.ts';
import type { Tail } from '../../number/tail.ts';
import type { TwoProportions } from '../types.ts';
import { tableOf } from './table.ts';

/**
 * Outer end of the odds ratios at which tables not more probable than the observed one, and its own share of it, together
 * exceed 1 − level: what Baptista and Pike's interval and its mid-p share.
 */
export function likelihoodOrderLimit({ group, reference }: TwoProportions, tail: Tail, own: number): number {
  if (group.denominator === 0 || reference.denominator === 0) return NaN;
  const alpha = 2 * tail.probability;
  return tail.side === 'lower' ? lowerLimit(group, reference, { alpha, own }) : 1 / lowerLimit(reference, group, { alpha, own });
}

/**
 * As the odds ratio grows from 0 the tables below the observed one join the p-value one by one, the farthest first, each
 * where it is as probable as the observed table: there the p-value jumps up. Between two jumps it falls and then rises.
 * The heights just after the jumps grow, so halving finds the first that exceeds alpha; the end is that jump, or a root
 * between it and the jump before.
 */
function lowerLimit(first: Proportion, second: Proportion, { alpha, own }: { alpha: number; own: number }): number {
  const table = tableOf(first, second);
  const farthest = Math.min(table.a, table.d);
  if (farthest === 0) return 0;
  let reached = 1; // at the tie with the nearest table the p-value is 1, or 1 less the half of the observed table
  let missed = farthest + 1;
  while (missed - reached > 1) {
    const middle = Math.floor((missed + reached) / 2);
    if (pValue(table, oddsRatioOfTie(table, middle), { from: middle, own }) > alpha) reached = middle;
    else missed = middle;
  }
  const jump = oddsRatioOfTie(table, reached);
  const excess = (oddsRatio: number): number => pValue(table, oddsRatio, { from: missed, own }) - alpha;
  if (excess(jump) <= 0) return jump;
  return findRoot(excess, { lower: missed > farthest ? 0 : oddsRatioOfTie(table, missed), upper: jump });
}

/** Probability of the tables above, of those at least `from` below, and of the observed table's own share. */
function pValue(table: TwoByTwo, oddsRatio: number, { from, own }: { from: number; own: number }): number {
  const { a, b, c, d } = mirrored(table);
  const steps = Math.min(b, c);
  let weight = 1;
  let counted = own + tablesAbove(table, oddsRatio).mass;
  let between = 1 - own;
  for (let step = 1; step <= steps; step += 1) {
    weight *= ((b + 1 - step) * (c + 1 - step)) / ((a + step) * (d + step) * oddsRatio);
    if (weight === Infinity) return 0;
    if (step < from) between += weight;
    else if (weight > NEGLIGIBLE * counted) counted += weight;
    else break;
  }
  return counted / (counted + between);
}

const NEGLIGIBLE = 1e-21;
