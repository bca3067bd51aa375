import type { Rate } from '../../interval/types.ts';
import type { Tail } from '../../number/tail.ts';
import { minor } from '../../number/minor.ts';
import type { TwoRates } from '../types.ts';

/** How far a limit lies from the difference of the rates, when one of them falls and the other rises. `squared` is z². */
export type RateReach = (falling: Rate, rising: Rate, squared: number) => number;

/** The limit on the side of the tail: at the lower end the group's rate falls, at the upper end the reference's. */
export function rateLimitBy(reach: RateReach, { group, reference }: TwoRates, { side, z }: Tail): number {
  const { exposure: t1 } = group;
  const { exposure: t2 } = reference;
  const difference = minor(group.events, reference.events, t1, t2) / (t1 * t2);
  return side === 'lower' ? difference - reach(group, reference, z * z) : difference + reach(reference, group, z * z);
}
