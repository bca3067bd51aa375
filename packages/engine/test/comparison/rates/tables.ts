import fc from 'fast-check';
import type { TwoRates } from '../../../src/comparison/types.ts';

export function ratesOf([x1, t1, x2, t2]: readonly [number, number, number, number]): TwoRates {
  return { group: { events: x1, exposure: t1 }, reference: { events: x2, exposure: t2 } };
}

/** Events from none to max, over exposures of any size. */
export const twoRates = (max: number): fc.Arbitrary<TwoRates> => {
  const events = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max }));
  const exposure = fc.double({ min: 0.001, max: 1e7, noNaN: true });
  return fc.tuple(events, exposure, events, exposure).map(ratesOf);
};

export function swapped({ group, reference }: TwoRates): TwoRates {
  return { group: reference, reference: group };
}

/** Exposure in another unit. */
export function rescaled({ group, reference }: TwoRates, unit: number): TwoRates {
  return {
    group: { events: group.events, exposure: group.exposure * unit },
    reference: { events: reference.events, exposure: reference.exposure * unit },
  };
}
