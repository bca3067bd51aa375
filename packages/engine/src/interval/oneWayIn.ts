import { tailsOf } from '../number/tail.ts';
import { type Interval, type IntervalEstimate, type IntervalMethod, type IntervalOptions, limitsOf } from './types.ts';

/** The methods of one job, by id. */
export type Methods<Counts, Id extends string> = Readonly<Record<Id, IntervalMethod<Counts>>>;

interface Question<Counts, Id extends string> extends IntervalOptions {
  readonly methods: Methods<Counts, Id>;
  readonly method: Id;
  readonly counts: Counts;
  /** The crude estimate, never the shifted centre of an interval; NaN where there is none. */
  readonly value: number;
  readonly support: Interval;
  /** Why there is neither value nor interval, whatever the method. */
  readonly empty: string | null;
}

/** A value and its interval by the method of choice: what `proportionInterval` and its like share. */
export function estimateBy<Counts, Id extends string>(question: Question<Counts, Id>): IntervalEstimate<Id> {
  const { methods, method, counts, value, support, empty, level = 0.95, sides = 'two-sided' } = question;
  const chosen = methodOf(methods, method);
  chosen.requireCounts?.(counts);
  tailsOf(level, sides); // refuses an impossible level also where there is no interval
  const reason = empty ?? chosen.undefinedWhen?.(counts) ?? null;
  const { lower, upper } = reason === null ? limitsOf(chosen.limit, counts, { level, sides, support }) : none;
  return { value: orNull(value), lower: orNull(lower), upper: orNull(upper), method, level, sides, reason };
}

/** The method by its id, or an error that lists what there is. */
export function methodOf<M>(methods: Readonly<Record<string, M>>, id: string): M {
  const method = Object.hasOwn(methods, id) ? methods[id] : undefined;
  if (method === undefined) throw new RangeError(`method must be one of ${Object.keys(methods).join(', ')}, got ${String(id)}`);
  return method;
}

const none: Interval = { lower: NaN, upper: NaN };

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
