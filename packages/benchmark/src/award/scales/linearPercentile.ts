import { z } from 'zod';
import { ordinal } from '../../ordinal.ts';
import { percentText } from '../percentText.ts';
import { decided, type ScaleDefinition, undecided } from './define.ts';
import { called } from './position.ts';

const schema = z
  .strictObject({
    scale: z.literal('linear-percentile'),
    from: z.number().min(0).max(100).describe('Percentile at which the ramp leaves 0'),
    to: z.number().min(0).max(100).describe('Percentile at which it reaches 1; above `from`'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be above `from`: percentiles are in performance order' })
  .describe('A straight ramp in the percentile');

/**
 * A ramp in the percentile, which is interpolated between published lines. Beyond them only a bound is known: it decides where
 * the whole of what it allows lies off the ramp, and otherwise nothing is guessed.
 */
export const linearPercentile: ScaleDefinition<typeof schema> = {
  title: 'Linear in the percentile',
  formula: 'achieved = (percentile − from) / (to − from), clipped to 0 … 1',
  needs: ['percentile'],
  source:
    'Covered California QTI: no payment at or above the 66th percentile (Commonwealth Fund 2024); the ramp from the 25th is remembered, not read',
  verified: false,
  schema,
  lines: () => [],
  score({ from, to }, { above, below, percentile }) {
    const ramp = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
    const span = `from 0 at ${called(from)} to 1 at ${called(to)}`;
    const parts = [
      { label: 'percentile', value: percentile },
      ...(below === null ? [] : [{ label: 'below percentile', value: below }]),
      ...(above === null ? [] : [{ label: 'above percentile', value: above }]),
    ];
    if (percentile !== null) {
      const achieved = ramp(percentile);
      const place = ordinal(Number(percentile.toFixed(2)));
      return decided(achieved, `At the ${place} percentile, on a ramp ${span}: ${percentText(achieved)} is earned.`, parts);
    }
    if (below !== null) {
      if (below <= from) return decided(0, `Below the ${ordinal(below)} percentile, where a ramp ${span} is at 0.`, parts);
      const reason = `the percentile is only known to be below the ${ordinal(below)}, and the ramp starts at the ${ordinal(from)}`;
      return undecided(reason, parts, { lower: 0, upper: ramp(below) });
    }
    if (above !== null) {
      if (above >= to) return decided(1, `Above the ${ordinal(above)} percentile, where a ramp ${span} is at 1.`, parts);
      const reason = `the percentile is only known to be above the ${ordinal(above)}, and the ramp ends at the ${ordinal(to)}`;
      return undecided(reason, parts, { lower: ramp(above), upper: 1 });
    }
    return undecided('the rate has no percentile', parts);
  },
};
