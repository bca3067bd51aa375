import { z } from 'zod';
import { clip, compare, decimal, type Fraction, fractionOf, minus, over, plus, times, toNumber, zero } from '../fraction.ts';
import { decided, lineReference, type ScaleDefinition, type ScalePart, undecided } from './define.ts';
import { called, lineOf } from './position.ts';

const schema = z
  .strictObject({
    scale: z.literal('attainment-improvement'),
    threshold: lineReference.describe('Line at which attainment begins, such as 50'),
    benchmark: lineReference.describe('Better line, at which it is complete, such as 90'),
    rounding: z
      .enum(['none', 'whole'])
      .optional()
      .describe('`whole`: points are rounded to whole points, half upwards, before the larger is taken; default `none`'),
  })
  .refine(({ benchmark, threshold }) => benchmark !== threshold, {
    path: ['benchmark'],
    message: 'must be another line than `threshold`',
  })
  .refine(
    ({ benchmark, threshold }) => !(typeof benchmark === 'number' && typeof threshold === 'number' && benchmark < threshold),
    { path: ['benchmark'], message: 'must be above `threshold`: percentiles are in performance order' },
  )
  .describe('Points from 0 to 10: the larger of attainment and improvement, over 10');

const half: Fraction = { units: 1n, scale: 2n };
const whole = (points: bigint): Fraction => ({ units: points, scale: 1n });

/**
 * The hospital value-based form. Without a baseline, or with one as good as the benchmark, there is no improvement to score and
 * attainment stands alone.
 */
export const attainmentImprovement: ScaleDefinition<typeof schema> = {
  title: 'Attainment or improvement, 0 to 10',
  formula:
    'attainment = 9 (rate − threshold) / (benchmark − threshold) + 0.5, clipped to 0 … 10; improvement = 10 (rate − baseline) / (benchmark − baseline) − 0.5, clipped to 0 … 9; achieved = the larger / 10',
  needs: ['baseline', 'lines', 'rate'],
  source: 'the form of hospital value-based purchasing, remembered and not read',
  verified: false,
  schema,
  lines: ({ benchmark, threshold }) => [threshold, benchmark],
  score(scale, position) {
    const [threshold, benchmark] = [lineOf(position, scale.threshold), lineOf(position, scale.benchmark)];
    const rate = fractionOf('rate', position.rate);
    const baseline = position.baseline === null ? null : fractionOf('baseline', position.baseline);
    const parts: ScalePart[] = [
      { label: 'rate', value: rate && toNumber(rate) },
      { label: 'baseline', value: baseline && toNumber(baseline) },
      { label: `${called(scale.threshold)}: rate`, value: threshold?.rate ?? null },
      { label: `${called(scale.benchmark)}: rate`, value: benchmark?.rate ?? null },
    ];
    if (rate === null) return undecided('the denominator is 0', parts);
    if (threshold === null || benchmark === null)
      return undecided(`${called(threshold === null ? scale.threshold : scale.benchmark)} is not among the lines`, parts);

    const top = decimal('rate of the line', benchmark.rate);
    const better = (a: Fraction, b: Fraction) => compare(a, b) === (position.direction === 'higher' ? 1 : -1);
    const round = (points: Fraction) =>
      scale.rounding === 'whole' ? whole((2n * points.units + points.scale) / (2n * points.scale)) : points;
    const share = (start: Fraction) => over(minus(rate, start), minus(top, start));

    const start = decimal('rate of the line', threshold.rate);
    if (!better(top, start)) return undecided(`${called(scale.benchmark)} is no better than ${called(scale.threshold)}`, parts);
    const attainment = round(clip(plus(times(whole(9n), share(start)), half), zero, whole(10n)));
    const room = baseline !== null && better(top, baseline);
    const gained = room ? minus(times(whole(10n), share(baseline)), half) : zero;
    // Clipped after rounding: 9.5 at the benchmark would round to 10, and improvement earns 9 at most.
    const improvement = clip(round(clip(gained, zero, whole(10n))), zero, whole(9n));
    const points = toNumber(compare(attainment, improvement) >= 0 ? attainment : improvement);
    const [a, b] = [toNumber(attainment), toNumber(improvement)];
    const scored = [...parts, { label: 'attainment points', value: a }, { label: 'improvement points', value: room ? b : null }];
    const beside = room
      ? `${text(b)} for improvement`
      : `none for improvement (${baseline === null ? 'no baseline' : 'no room left'})`;
    return decided(points / 10, `${text(a)} points for attainment, ${beside}: the larger, out of 10, is earned.`, scored);
  },
};

function text(points: number): string {
  return String(Number(points.toFixed(2)));
}
