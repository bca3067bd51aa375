import { type Proportion, requireProportion } from '../../interval/types.ts';
import { monthNumber, type Period } from '../../measure/period.ts';
import { minor } from '../../number/minor.ts';
import { named } from '../../number/named.ts';
import { shown } from '../../number/require.ts';

/** A group and its reference in one period. No member in both; a count that is missing is NaN. */
export interface GapPeriod {
  /** YYYY-MM in which the measure's window ends. */
  readonly period: Period;
  readonly group: Proportion;
  readonly reference: Proportion;
}

/** One of the two by column, one entry a period. NaN in all of a period that has no gap: an arm is missing or empty. */
export interface GapArm {
  readonly size: Float64Array;
  readonly hits: Float64Array;
}

/** Both arms of a gap as a difference of rates: the minuend is the one whose higher rate widens it, the reference where higher is better. */
export interface GapArms {
  readonly minuend: GapArm;
  readonly subtrahend: GapArm;
}

/** @throws RangeError unless it is `higher` or `lower` */
export function requireDirection(direction: 'higher' | 'lower'): void {
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${shown(direction)}`);
}

/**
 * Periods as the columns that limits are made from, once they are known to be possible.
 *
 * @throws RangeError naming the period, the arm, the value and the rule
 */
export function readArms(periods: readonly GapPeriod[], direction: 'higher' | 'lower'): GapArms {
  requirePeriods(periods);
  const [group, reference] = [emptyArm(periods.length), emptyArm(periods.length)];
  periods.forEach((one, index) => {
    if (whyNoGap(one) !== null) return;
    group.size[index] = one.group.denominator;
    group.hits[index] = one.group.numerator;
    reference.size[index] = one.reference.denominator;
    reference.hits[index] = one.reference.numerator;
  });
  return direction === 'higher' ? { minuend: reference, subtrahend: group } : { minuend: group, subtrahend: reference };
}

/** @throws RangeError unless the periods are months that rise in time, and all counts are possible or NaN */
export function requirePeriods(periods: readonly GapPeriod[]): void {
  let before = -Infinity;
  for (const { period, group, reference } of periods) {
    const month = monthNumber(period);
    if (!(month > before)) throw new RangeError(`periods must rise in time, each one once, got ${period} out of turn`);
    before = month;
    for (const [arm, counts] of [
      ['group', group],
      ['reference', reference],
    ] as const)
      if (!isMissing(counts)) named(`${period} ${arm}`, () => requireProportion(counts));
  }
}

/** Why a period has no gap; null when it has one. */
export function whyNoGap({ group, reference }: Pick<GapPeriod, 'group' | 'reference'>): string | null {
  if (isMissing(group)) return 'the group is missing';
  if (isMissing(reference)) return 'the reference is missing';
  if (group.denominator === 0) return 'denominator of the group is 0';
  return reference.denominator === 0 ? 'denominator of the reference is 0' : null;
}

/** Gaps as differences over the common denominator: equal gaps stay equal, which a difference of two rounded rates would not. */
export function writeGaps({ minuend, subtrahend }: GapArms, value: Float64Array): void {
  for (let index = 0; index < value.length; index += 1) {
    const [m, n] = [minuend.size[index]!, subtrahend.size[index]!];
    value[index] = minor(minuend.hits[index]!, subtrahend.hits[index]!, m, n) / (m * n);
  }
}

function isMissing({ denominator, numerator }: Proportion): boolean {
  return Number.isNaN(denominator) || Number.isNaN(numerator);
}

function emptyArm(length: number): GapArm {
  return { size: new Float64Array(length).fill(NaN), hits: new Float64Array(length).fill(NaN) };
}
