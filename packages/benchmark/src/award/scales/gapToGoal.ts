import { z } from 'zod';
import { clip, compare, decimal, type Fraction, fractionOf, minus, one, over, times, toNumber, zero } from '../fraction.ts';
import { percentText } from '../percentText.ts';
import { decided, lineReference, type ScaleDefinition, undecided } from './define.ts';
import { called, lineOf } from './position.ts';

const schema = z
  .strictObject({
    scale: z.literal('gap-to-goal'),
    goal: lineReference,
    reduction: z.number().gt(0).max(1).describe('Share of the gap between baseline and goal that is to be closed, such as 0.1'),
  })
  .describe('Share of a targeted cut in the gap between baseline and goal; nothing below half of it');

/** A cut that was aimed at and the cut made, in the same unit. */
export interface Cut {
  readonly target: number;
  readonly actual: number;
}

/**
 * What a cut in a gap earns: nothing below half of the target, everything at it, linear between.
 *
 *   0 when actual < target / 2; 1 when actual ≥ target; else (actual − target / 2) / (target / 2)
 *
 * @param cut  target above 0, and the cut made, negative where the gap grew; both in one unit, such as fractions or points
 * @returns    share in [0, 1]
 * @throws RangeError when the target is not above 0 or the actual is not a number
 * @example gapToGoalShare({ target: 6, actual: 4.5 }) // 0.5
 *
 * Source: Massachusetts DSRIP terms, Gap to Goal Methodology clause (Law Insider).
 */
export function gapToGoalShare({ actual, target }: Cut): number {
  if (!(target > 0)) throw new RangeError(`target must be above 0, got ${target}`);
  return toNumber(shareOf({ target: decimal('target', target), actual: decimal('actual', actual) }));
}

const half: Fraction = { units: 1n, scale: 2n };

function shareOf({ actual, target }: { readonly actual: Fraction; readonly target: Fraction }): Fraction {
  const least = times(half, target);
  return clip(over(minus(actual, least), least), zero, one);
}

/** The target is a share of the gap between the baseline and a goal. Where the baseline is at the goal, to stay there is all. */
export const gapToGoal: ScaleDefinition<typeof schema> = {
  title: 'Gap to goal',
  formula:
    'target = reduction × (goal − baseline); achieved = 0 below half of the target, 1 at it, (actual − ½ target) / (½ target) between',
  needs: ['baseline', 'lines', 'rate'],
  source:
    'Massachusetts DSRIP terms, Gap to Goal Methodology clause (Law Insider): what a cut earns. The target as a share of the way to a goal, and what is earned where the baseline is there already, are ours',
  verified: true,
  schema,
  lines: ({ goal }) => [goal],
  score({ goal, reduction }, position) {
    const line = lineOf(position, goal);
    const rate = fractionOf('rate', position.rate);
    const baseline = position.baseline === null ? null : fractionOf('baseline', position.baseline);
    const parts = [
      { label: 'baseline', value: baseline && toNumber(baseline) },
      { label: 'rate', value: rate && toNumber(rate) },
      { label: `${called(goal)}: rate`, value: line?.rate ?? null },
    ];
    if (rate === null) return undecided('the denominator is 0', parts);
    if (line?.met === true) return decided(1, `It meets ${called(goal)}: all is earned.`, parts);
    if (baseline === null) return undecided('there is no baseline', parts);
    if (line === null) return undecided(`${called(goal)} is not among the lines`, parts);

    const towards = (a: Fraction, b: Fraction) => (position.direction === 'higher' ? minus(b, a) : minus(a, b));
    const target = times(decimal('reduction', reduction), towards(baseline, decimal('rate of the line', line.rate)));
    const actual = towards(baseline, rate);
    const reckoned = [...parts, { label: 'target', value: toNumber(target) }, { label: 'actual', value: toNumber(actual) }];
    if (compare(target, zero) <= 0)
      return decided(0, `The baseline met ${called(goal)} and the rate does not: nothing is earned.`, reckoned);
    const achieved = toNumber(shareOf({ target, actual }));
    const points = (change: Fraction) => Number((100 * toNumber(change)).toFixed(2));
    const sentence = `The rate gained ${points(actual)} points of the ${points(target)} aimed at: ${percentText(achieved)} is earned.`;
    return decided(achieved, sentence, reckoned);
  },
};
