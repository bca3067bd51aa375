import type { TwoProportions } from '../types.ts';
import { minor } from '../../number/minor.ts';

/** Two groups as the four cells of a table, with its margins. */
export interface Fourfold {
  /** Met and missed in the group, met and missed in the reference. */
  readonly cells: readonly [number, number, number, number];
  readonly group: number;
  readonly reference: number;
  readonly met: number;
  readonly missed: number;
  readonly total: number;
  /** Difference of the two rates times both denominators; also `total` times what the group has met beyond expectation. */
  readonly excess: number;
}

export function fourfoldOf({ group, reference }: TwoProportions): Fourfold {
  const [a, b] = [group.numerator, group.denominator - group.numerator];
  const [c, d] = [reference.numerator, reference.denominator - reference.numerator];
  return {
    cells: [a, b, c, d],
    group: group.denominator,
    reference: reference.denominator,
    met: a + c,
    missed: b + d,
    total: group.denominator + reference.denominator,
    excess: minor(a, b, c, d),
  };
}

/** Why two groups cannot be told apart whatever the method, in words; null when they can. */
export function sameOutcome({ met, missed }: Fourfold): string | null {
  if (met === 0) return 'nobody in either group met the measure';
  return missed === 0 ? 'everybody in both groups met the measure' : null;
}
