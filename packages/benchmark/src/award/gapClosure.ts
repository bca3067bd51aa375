import type { Direction } from '../benchmark.ts';
import {
  compare,
  decimal,
  type Fraction,
  fractionOf,
  minus,
  one,
  over,
  type RateLike,
  times,
  toNumber,
  zero,
} from './fraction.ts';
import { percentText } from './percentText.ts';

/** A group and what it is held against, at one time: counts, or fractions where nobody was counted. */
export interface GapArms {
  readonly group: RateLike;
  readonly reference: RateLike;
}

export interface GapClosureOptions {
  readonly direction: Direction;
  readonly baseline: GapArms;
  readonly current: GapArms;
  /** The part of the baseline gap that must be gone; 0.5 halves it (default). */
  readonly closed?: number;
  /** How far the reference may get worse, as a fraction, before a narrower gap no longer counts; default 0. */
  readonly tolerance?: number;
}

/** Both rates and the gap at one time, positive where the group is worse off; null where nobody was in a denominator. */
export interface GapThen {
  readonly group: number | null;
  readonly reference: number | null;
  readonly gap: number | null;
}

export interface GapClosure {
  readonly baseline: GapThen;
  readonly current: GapThen;
  /** Part of the baseline gap that is gone, over 1 where the group is now ahead, negative where the gap grew; null with a reason. */
  readonly closed: number | null;
  /** The two parts of `closed`: what the group's own change did, and what the reference's did. */
  readonly closedByGroup: number | null;
  readonly closedByReference: number | null;
  /** What `closed` had to be. */
  readonly required: number;
  /** The gap narrowed while the reference got worse by more than the tolerance: flagged, and not counted. */
  readonly levellingDown: boolean;
  /** Enough was closed, compared exactly, and not by levelling down; null with a reason. */
  readonly met: boolean | null;
  readonly reason: string | null;
  readonly sentence: string;
}

/**
 * Whether a gap has closed enough since a baseline, and how: both rates are in the answer, because a gap can also close by the
 * reference getting worse, which is not what anybody wants to pay for.
 *
 *   gap = reference − group (lower is better: group − reference); closed = (gap at baseline − gap now) / gap at baseline
 *   met when gap now ≤ (1 − required) × gap at baseline, and the reference did not get worse by more than the tolerance
 *
 * @param options  direction, the arms at baseline and now, closed (0.5), tolerance (0)
 * @returns        rates, gaps, the part closed and whose doing it was; nulls and a reason where there was no gap or nobody was counted
 * @throws RangeError when counts are impossible, a rate is outside [0, 1], or an option is not a fraction
 * @example gapClosure({ direction: 'higher', baseline: { group: 0.5, reference: 0.62 }, current: { group: 0.58, reference: 0.64 } }).closed // 0.5
 * @example gapClosure({ direction: 'higher', baseline: { group: 0.5, reference: 0.62 }, current: { group: 0.5, reference: 0.56 } }).levellingDown // true
 *
 * Source: California Health Care Foundation 2022, Medi-Cal Quality Strategy (gaps cut by half); the guard is ours.
 */
export function gapClosure({
  direction,
  baseline,
  current,
  closed: required = 0.5,
  tolerance = 0,
}: GapClosureOptions): GapClosure {
  requireFraction('closed', required);
  requireFraction('tolerance', tolerance);
  const [then, now] = [readArms('baseline', baseline, direction), readArms('current', current, direction)];
  const shown = { baseline: show(then), current: show(now), required };
  const nothing = { closed: null, closedByGroup: null, closedByReference: null, levellingDown: false, met: null };
  const reason = whyNot(then, now);
  if (reason !== null || then === null || now === null)
    return { ...shown, ...nothing, reason, sentence: `Undetermined: ${reason}.` };

  const narrowed = minus(then.gap, now.gap);
  const lost = minus(then.good.reference, now.good.reference);
  const levellingDown = compare(narrowed, zero) > 0 && compare(lost, decimal('tolerance', tolerance)) > 0;
  const enough = compare(now.gap, times(minus(one, decimal('closed', required)), then.gap)) <= 0;
  const result = {
    ...shown,
    closed: toNumber(over(narrowed, then.gap)),
    closedByGroup: toNumber(over(minus(now.good.group, then.good.group), then.gap)),
    closedByReference: toNumber(over(lost, then.gap)),
    levellingDown,
    met: enough && !levellingDown,
    reason: null,
  };
  return { ...result, sentence: describe(result) };
}

interface Arms {
  readonly group: Fraction;
  readonly reference: Fraction;
  /** The same, turned so that more is better. */
  readonly good: { readonly group: Fraction; readonly reference: Fraction };
  readonly gap: Fraction;
}

function readArms(when: string, { group, reference }: GapArms, direction: Direction): Arms | null {
  const [a, b] = [readRate(`group at ${when}`, group), readRate(`reference at ${when}`, reference)];
  if (a === null || b === null) return null;
  const good = direction === 'higher' ? { group: a, reference: b } : { group: minus(one, a), reference: minus(one, b) };
  return { group: a, reference: b, good, gap: minus(good.reference, good.group) };
}

function readRate(name: string, rate: RateLike): Fraction | null {
  if (typeof rate === 'number') requireFraction(name, rate);
  return fractionOf(name, rate);
}

function requireFraction(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} is a fraction between 0 and 1, got ${value}`);
}

function whyNot(then: Arms | null, now: Arms | null): string | null {
  if (then === null) return 'nobody was in a denominator at baseline';
  if (now === null) return 'nobody is in a denominator now';
  return compare(then.gap, zero) > 0 ? null : 'the group was not worse off at baseline: there was no gap to close';
}

function show(arms: Arms | null): GapThen {
  if (arms === null) return { group: null, reference: null, gap: null };
  return { group: toNumber(arms.group), reference: toNumber(arms.reference), gap: toNumber(arms.gap) };
}

function describe({ baseline, closed, current, levellingDown, met, required }: Omit<GapClosure, 'sentence'>): string {
  const moved = `The group went from ${percentText(baseline.group ?? NaN)} to ${percentText(current.group ?? NaN)} and the reference from ${percentText(baseline.reference ?? NaN)} to ${percentText(current.reference ?? NaN)}`;
  const part = percentText(closed ?? NaN);
  const change = (closed ?? 0) < 0 ? `the gap grew by ${percentText(-(closed ?? NaN))}` : `${part} of the gap closed`;
  const verdict = levellingDown
    ? 'not counted, because the reference got worse (levelling down)'
    : met === true
      ? `enough for the ${percentText(required)} asked for`
      : `short of the ${percentText(required)} asked for`;
  return `${moved}: ${change}, ${verdict}.`;
}
