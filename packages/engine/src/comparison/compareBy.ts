import { estimateBy, type Methods } from '../interval/oneWayIn.ts';
import type { Interval, IntervalEstimate, IntervalOptions } from '../interval/types.ts';

/** One measure by which two groups can be compared. */
export interface Comparison<Counts, Id extends string> {
  readonly methods: Methods<Counts, Id>;
  /** The method when none is named. */
  readonly fallback: Id;
  readonly support: Interval;
  /** The crude estimate; NaN for 0 / 0. */
  readonly value: (counts: Counts) => number;
}

interface Question<Counts, Measure, Id extends string> extends IntervalOptions {
  readonly measure: Measure;
  readonly method: Id | undefined;
  readonly counts: Counts;
  /** Why there is neither value nor interval, whatever the measure and the method. */
  readonly empty: string | null;
}

/** Two groups by the measure and the method of choice: what `compareProportions` and `compareRates` share. */
export function compareBy<Counts, Ids extends Readonly<Record<keyof Ids, string>>, M extends keyof Ids>(
  comparisons: { readonly [Measure in keyof Ids]: Comparison<Counts, Ids[Measure]> },
  { measure, method, ...question }: Question<Counts, M, Ids[M]>,
): IntervalEstimate<Ids[M]> {
  if (!Object.hasOwn(comparisons, measure))
    throw new RangeError(`measure must be one of ${Object.keys(comparisons).join(', ')}, got ${String(measure)}`);
  const { methods, fallback, support, value } = comparisons[measure];
  const estimate = estimateBy({
    methods,
    method: method ?? fallback,
    value: value(question.counts),
    support,
    ...question,
  });
  if (estimate.value !== null || estimate.reason !== null) return estimate;
  return { ...estimate, reason: 'value is 0 / 0' };
}
