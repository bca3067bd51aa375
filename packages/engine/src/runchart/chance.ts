import { walkArrangements, type RunLimits, type Split } from './arrangements.ts';
import { requirePoints } from './requirePoints.ts';
import { anhoejLimits } from './rules/anhoej.ts';
import type { RunRules } from './runRules.ts';
import { runsLimits } from './runsTest.ts';

/**
 * Run-chart rules whose chance is known exactly, one or several of which any may signal: those that look at runs and crossings.
 * `{ anhoej: true }` is short for `{ shift: 'anhoej', crossings: true }`.
 */
export type RunRule = { readonly anhoej: true } | Partial<Pick<RunRules, 'shift' | 'crossings' | 'runsTest'>>;

/**
 * How often a series in which nothing changed shows a signal: exact, over all equally likely orders of its points.
 *
 * Assumes that the points are exchangeable: independent, from equal denominators, sharing no patients. With unequal
 * denominators the answer is approximate; for rolling rates it is far too low.
 *
 * @param split  useful points above and below the centre; a run chart carries both
 * @param rule   `{ shift: n }`: a run of n points or more; `{ anhoej: true }`: a run too long or too few crossings;
 *               `{ shift: 6, runsTest: 'exact' }`: either
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

/** The quiet region of all rules together: the tightest limit of each kind. */
function limitsOf(rule: RunRule, useful: number): RunLimits {
  if ('anhoej' in rule) return anhoejLimits(useful);
  const { shift = null, crossings = false, runsTest = null } = rule;
  if (typeof shift === 'number') requirePoints('shift', shift, { min: 2 });
  const anhoej = anhoejLimits(useful);
  const { runsMin, runsMax } = runsTest === null ? noRunsLimits : runsLimits(useful, runsTest);
  return {
    longestRunMax: shift === 'anhoej' ? anhoej.longestRunMax : (shift ?? Infinity) - 1,
    crossingsMin: Math.max(crossings ? anhoej.crossingsMin : 0, Number.isNaN(runsMin) ? 0 : runsMin - 1),
    crossingsMax: Number.isNaN(runsMax) ? Infinity : runsMax - 1,
  };
}

/** As below ten points, where the runs test says nothing. */
const noRunsLimits = { runsMin: NaN, runsMax: NaN };

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
