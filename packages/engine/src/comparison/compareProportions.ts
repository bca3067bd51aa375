import { type IntervalMethod, requireProportion } from '../interval/types.ts';
import { requireLevel } from '../number/require.ts';
import { newcombe, type TwoProportions } from './newcombe.ts';

/** The interval methods for the difference of two independent rates, by id. */
export const differenceMethods = {
  newcombe: {
    id: 'newcombe',
    title: 'Newcombe hybrid score',
    paper: 'Newcombe 1998, Stat Med 17:873, method 10',
    coverage: 'Close to the level on average, also with small groups and rates near 0 or 1.',
    use: 'The default for the gap between two groups without a member in common.',
    avoid: 'When the groups share members or are the same people at two times.',
    interval: newcombe,
  },
} as const satisfies Record<string, IntervalMethod<TwoProportions>>;

export type DifferenceMethodId = keyof typeof differenceMethods;

export interface CompareProportionsOptions {
  readonly method?: DifferenceMethodId;
  /** Coverage as a fraction. */
  readonly level?: number;
}

/** A difference of two rates with its interval, as fractions in [−1, 1]; null with a reason where there is none. */
export interface ProportionComparison {
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: DifferenceMethodId;
  readonly level: number;
  readonly reason: string | null;
}

/**
 * The difference of two independent rates, p_group − p_reference, with its interval: the one way in.
 *
 * @param groups   counts of the group and of its reference; no member in both
 * @param options  method (default `newcombe`) and level (default 0.95)
 * @returns        fractions in [−1, 1] with method and level; nulls and a reason when a denominator is 0
 * @throws RangeError when the counts, the method or the level are impossible
 * @example compareProportions({ group: { denominator: 56, numerator: 5 }, reference: { denominator: 29, numerator: 0 } }).lower // -0.0381
 * @example compareProportions({ group: { denominator: 0, numerator: 0 }, reference: { denominator: 29, numerator: 0 } }).reason // 'denominator of the group is 0'
 */
export function compareProportions(
  { group, reference }: TwoProportions,
  { method = 'newcombe', level = 0.95 }: CompareProportionsOptions = {},
): ProportionComparison {
  requireProportion(group);
  requireProportion(reference);
  requireLevel(level);
  if (!Object.hasOwn(differenceMethods, method))
    throw new RangeError(`method must be one of ${Object.keys(differenceMethods).join(', ')}, got ${String(method)}`);
  const empty = group.denominator === 0 ? 'group' : reference.denominator === 0 ? 'reference' : null;
  if (empty) return { difference: null, lower: null, upper: null, method, level, reason: `denominator of the ${empty} is 0` };
  const { lower, upper } = differenceMethods[method].interval({ group, reference }, level);
  const difference = group.numerator / group.denominator - reference.numerator / reference.denominator;
  return { difference, lower, upper, method, level, reason: null };
}
