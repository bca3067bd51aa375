import { named } from '../../number/named.ts';
import { type Proportion, requireProportion } from '../../interval/types.ts';
import type { FunnelStatistic } from './methods.ts';

/** Units by column, one entry a unit. NaN is missing, a denominator of 0 has nothing to show: both stay in their place. */
export type FunnelCounts<Statistic extends FunnelStatistic = FunnelStatistic> = Statistic extends 'proportion'
  ? { readonly numerators: ArrayLike<number>; readonly denominators: ArrayLike<number> }
  : { readonly observed: ArrayLike<number>; readonly expected: ArrayLike<number> };

/** The counts of both statistics under one name; a pair with one part missing is missing. */
export interface CountColumns {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

/**
 * Reads and checks the counts of units.
 *
 * @param unitName  what a message calls a unit, by its index
 * @throws RangeError naming the unit, the number and the rule that it breaks
 */
export function readCounts(counts: FunnelCounts, unitName: (index: number) => string): CountColumns {
  const ratio = 'observed' in counts;
  const [above, below] = ratio ? (['observed', 'expected'] as const) : (['numerator', 'denominator'] as const);
  const numerators = Float64Array.from(ratio ? counts.observed : counts.numerators, refuseHoles(above, unitName));
  const denominators = Float64Array.from(ratio ? counts.expected : counts.denominators, refuseHoles(below, unitName));
  if (numerators.length !== denominators.length)
    throw new RangeError(`every unit has one ${above} and one ${below}, got ${numerators.length} and ${denominators.length}`);
  numerators.forEach((numerator, index) => {
    const denominator = denominators[index]!;
    if (Number.isNaN(numerator) || Number.isNaN(denominator)) {
      numerators[index] = NaN;
      denominators[index] = NaN;
    } else if (!ratio) named(unitName(index), () => requireProportion({ denominator, numerator }));
    else if (denominator === 0 && numerator > 0)
      throw new RangeError(`${unitName(index)}: observed ${numerator} where nothing is expected`);
  });
  return { numerators, denominators };
}

/** Stops a null or a hole from an untyped caller too: read as 0 it would become a unit at 0 %. */
function refuseHoles(column: string, unitName: (index: number) => string): (value: number, index: number) => number {
  return (value, index) => {
    if (!(Number.isFinite(value) && value >= 0) && !Number.isNaN(value))
      throw new RangeError(`${unitName(index)}: ${column} must be a number of at least 0, or NaN for missing, got ${value}`);
    return value;
  };
}

/** A unit that has a value, and its place among all. */
export interface PresentUnit extends Proportion {
  readonly index: number;
}

/** The units that have a value. */
export function unitsOf({ numerators, denominators }: CountColumns): PresentUnit[] {
  const present: PresentUnit[] = [];
  denominators.forEach((denominator, index) => {
    if (denominator > 0) present.push({ index, denominator, numerator: numerators[index]! });
  });
  return present;
}
