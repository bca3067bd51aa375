import type { Interval } from '../interval/types.ts';
import { normalQuantile } from '../number/normalQuantile.ts';

/** The value ± z s, z the normal quantile of the level; NaN where either is. */
export function limitsAbout(
  { value, standardError }: { readonly value: number; readonly standardError: number },
  level: number,
): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { lower: value - reach, upper: value + reach };
}
