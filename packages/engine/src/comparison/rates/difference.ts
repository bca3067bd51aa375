import type { Rate } from '../../interval/types.ts';
import type { Tail } from '../../number/tail.ts';
import { minor } from '../../number/minor.ts';
import type { TwoRates } from '../types.ts';

/** How far a limit lies from the difference of the rates, when one of them falls and the other rises. `squared` is z². */
type RateReach = (falling: Rate, rising: Rate, squared: number) => number;

/** The group's rate less the reference's, without the rounding of either; NaN without exposure. */
export function rateDifference({ group, reference }: TwoRates): number {
  return minor(group.events, reference.events, group.exposure, reference.exposure) / (group.exposure * reference.exposure);
}

/** The limit on the side of the tail: at the lower end the group's rate falls, at the upper end the reference's. */
export function rateLimitBy(reach: RateReach, rates: TwoRates, { side, z }: Tail): number {
  const { group, reference } = rates;
  const difference = rateDifference(rates);
  return side === 'lower' ? difference - reach(group, reference, z * z) : difference + reach(reference, group, z * z);
}
