import { z } from 'zod';
import type { Direction } from '../../benchmark.ts';
import { compare, decimal, type Fraction, fractionOf, minus, one, plus, type RateLike, times, toNumber } from '../fraction.ts';
import { percentText } from '../percentText.ts';
import { decided, type ScaleDefinition, undecided } from './define.ts';

const schema = z
  .strictObject({
    scale: z.literal('failure-rate-reduction'),
    reduction: z.number().gt(0).max(1).optional().describe('Share of the failures at baseline to be removed; default 0.1'),
  })
  .describe('All or nothing at a target set from the baseline: a tenth fewer failures');

/**
 * The rate that removes a share of the failures at baseline.
 *
 *   higher is better: baseline + reduction × (1 − baseline);  lower is better: baseline × (1 − reduction)
 *
 * @param baseline  counts, or a fraction in [0, 1]
 * @param options   which way is better, and the share of failures to be removed; default 0.1
 * @returns         the target as a fraction; NaN when nobody was in the denominator
 * @throws RangeError when counts are impossible, or the baseline or the reduction is not a fraction
 * @example failureRateTarget(0.5, { direction: 'higher' }) // 0.55
 * @example failureRateTarget(0.4, { direction: 'lower' }) // 0.36
 *
 * Source: the 10 % rule of the CMS QISMC standards, remembered and not read.
 */
export function failureRateTarget(
  baseline: RateLike,
  { direction, reduction = 0.1 }: { readonly direction: Direction; readonly reduction?: number },
): number {
  if (typeof baseline === 'number' && !(baseline >= 0 && baseline <= 1))
    throw new RangeError(`baseline is a fraction between 0 and 1, got ${baseline}`);
  if (!(reduction >= 0 && reduction <= 1)) throw new RangeError(`reduction is a fraction between 0 and 1, got ${reduction}`);
  const start = fractionOf('baseline', baseline);
  return start === null ? NaN : toNumber(target(start, direction, reduction));
}

function target(baseline: Fraction, direction: Direction, reduction: number): Fraction {
  const share = decimal('reduction', reduction);
  return direction === 'higher' ? plus(baseline, times(share, minus(one, baseline))) : times(baseline, minus(one, share));
}

/** Met or not, in exact fractions: 11 of 20 meets a target of 55 %. */
export const failureRateReduction: ScaleDefinition<typeof schema> = {
  title: 'Fewer failures than at baseline',
  formula:
    'target = baseline + reduction × (1 − baseline), lower is better: baseline × (1 − reduction); achieved = 1 when the rate meets it, else 0',
  needs: ['baseline', 'rate'],
  source: 'the 10 % rule of the CMS QISMC standards, remembered and not read',
  verified: false,
  schema,
  lines: () => [],
  score({ reduction = 0.1 }, { baseline: before, direction, rate: now }) {
    const rate = fractionOf('rate', now);
    const baseline = before === null ? null : fractionOf('baseline', before);
    const parts = [
      { label: 'baseline', value: baseline && toNumber(baseline) },
      { label: 'rate', value: rate && toNumber(rate) },
    ];
    if (rate === null) return undecided('the denominator is 0', parts);
    if (baseline === null) return undecided('there is no baseline', parts);
    const aim = target(baseline, direction, reduction);
    const met = direction === 'higher' ? compare(rate, aim) >= 0 : compare(rate, aim) <= 0;
    const goal = `the target of ${percentText(toNumber(aim))}, ${percentText(reduction)} fewer failures than at baseline`;
    return decided(Number(met), met ? `It meets ${goal}: all is earned.` : `It does not meet ${goal}: nothing is earned.`, [
      ...parts,
      { label: 'target', value: toNumber(aim) },
      { label: 'target: met', value: met },
    ]);
  },
};
