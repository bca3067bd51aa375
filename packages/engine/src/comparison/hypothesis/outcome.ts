import { chiSquareCdf } from '../../number/chiSquare.ts';
import { normalUpperTail } from '../../number/normal.ts';
import type { Outcome } from './types.ts';

/** The outcome of a statistic that is chi-square under the null hypothesis. */
export function fromChiSquare(statistic: number, df: number): Outcome {
  return { statistic, df, p: chiSquareCdf(statistic, { df }).upper, reason: null };
}

/** The two-sided outcome of a statistic that is standard normal under the null hypothesis. */
export function fromZ(z: number): Outcome {
  return { statistic: z, df: NaN, p: 2 * normalUpperTail(Math.abs(z)), reason: null };
}

/** The outcome of an exact test. Sums of chances may pass 1 by a rounding. */
export function fromChance(p: number): Outcome {
  return { statistic: NaN, df: NaN, p: Math.min(1, p), reason: null };
}

/** No test, and why. The degrees of freedom are those that the statistic would have had. */
export function noTest(reason: string, df = NaN): Outcome {
  return { statistic: NaN, df, p: NaN, reason };
}
