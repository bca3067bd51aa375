import { walkArrangements, type Split } from './arrangements.ts';
import { requirePoints } from './requirePoints.ts';
import { anhoejLimits } from './rules/anhoej.ts';

/** A run-chart rule: a shift of so many points, or the Anhøj rules. */
export type RunRule = { readonly shift: number } | { readonly anhoej: true };

/**
 * How often a series in which nothing changed shows a signal: exact, over all equally likely orders of its points.
 *
 * Assumes that the points are exchangeable: independent, from equal denominators, sharing no patients. With unequal
 * denominators the answer is approximate; for rolling rates it is far too low.
 *
 * @param split  useful points above and below the centre; a run chart carries both
 * @param rule   `{ shift: n }`: a run of n points or more; `{ anhoej: true }`: a run too long or too few crossings
 * @returns      probability in [0, 1]; 0 when there is no point
 * @throws RangeError unless the counts are whole numbers of at least 0 and the shift one of at least 2
 * @example chanceOfSignal({ above: 12, below: 12 }, { shift: 6 }) // 0.1573
 */
export function chanceOfSignal(split: Split, rule: RunRule): number {
  requirePoints('above', split.above, { min: 0 });
  requirePoints('below', split.below, { min: 0 });
  // Hundreds of roundings may add up to a little more than 1.
  return Math.min(1, walkArrangements(split, limitsOf(rule, split.above + split.below)).signal);
}

function limitsOf(rule: RunRule, useful: number) {
  if ('anhoej' in rule) return anhoejLimits(useful);
  requirePoints('shift', rule.shift, { min: 2 });
  return { longestRunMax: rule.shift - 1, crossingsMin: 0 };
}

/**
 * How many series of a batch are expected to signal although nothing changed in any of them: Σ chanceOfSignal.
 * It belongs beside every batch of charts: dozens of practices by stratum and measure always show a few signals.
 *
 * @param series  for each series its useful points above and below the centre
 * @param rule    as for {@link chanceOfSignal}, whose assumptions hold here too; the series need not be independent
 * @returns       an expected number of series, 0 for an empty batch
 * @throws RangeError as {@link chanceOfSignal}
 * @example expectedFalseSignals(Array(465).fill({ above: 12, below: 12 }), { shift: 6 }) // 73.14
 */
export function expectedFalseSignals(series: readonly Split[], rule: RunRule): number {
  const known = new Map<string, number>(); // a batch has few distinct splits: the median halves the points
  let expected = 0;
  for (const { above, below } of series) {
    const split = `${above} ${below}`;
    const chance = known.get(split) ?? chanceOfSignal({ above, below }, rule);
    known.set(split, chance);
    expected += chance;
  }
  return expected;
}
