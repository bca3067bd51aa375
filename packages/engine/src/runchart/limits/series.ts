import type { LimitInput } from './columns.ts';
import type { ControlChartId } from './kernels.ts';
import { summariseSubgroups } from './subgroups.ts';

/** What is charted, in order of time; NaN is missing. */
export type ControlSeries =
  | { readonly values: ArrayLike<number> }
  | { readonly numerators: ArrayLike<number>; readonly denominators: ArrayLike<number> }
  | { readonly events: ArrayLike<number>; readonly exposures: ArrayLike<number> }
  | { readonly subgroups: readonly ArrayLike<number>[] };

type Shape = 'values' | 'numerators and denominators' | 'events and exposures' | 'subgroups';

const shapes: Readonly<Record<ControlChartId, readonly Shape[]>> = {
  i: ['values'],
  mr: ['values'],
  xbar: ['subgroups'],
  s: ['subgroups'],
  p: ['numerators and denominators'],
  pp: ['numerators and denominators'],
  u: ['events and exposures'],
  up: ['events and exposures'],
  c: ['values'],
  g: ['values'],
  t: ['values'],
  ip: ['numerators and denominators', 'values'],
};

/**
 * A series as the columns that kernels read, once it is known to be possible.
 *
 * @throws RangeError naming the entry, its value and the rule
 */
export function readSeries(series: ControlSeries, chart: ControlChartId): LimitInput {
  const shape = shapeOf(series);
  if (!shapes[chart].includes(shape))
    throw new RangeError(`a ${chart} chart is made from ${shapes[chart].join(' or ')}, got ${shape}`);
  if ('subgroups' in series) {
    return summariseSubgroups(series.subgroups.map((subgroup, index) => readNumbers(`subgroups[${index}]`, subgroup)));
  }
  if ('values' in series) {
    const values = readNumbers('values', series.values);
    if (chart === 'c' || chart === 'g') requireEach('values', values, (value) => value >= 0, 'at least 0');
    if (chart === 't') requireEach('values', values, (value) => value > 0, 'above 0: a time between events');
    return { values, sizes: new Float64Array(values.length).fill(1), deviations: none };
  }
  if ('events' in series) {
    return readPairs(['events', 'exposures'], series.events, series.exposures, chart);
  }
  return readPairs(['numerators', 'denominators'], series.numerators, series.denominators, chart);
}

const none = new Float64Array(0);

function shapeOf(series: ControlSeries): Shape {
  if ('subgroups' in series) return 'subgroups';
  if ('numerators' in series) return 'numerators and denominators';
  return 'events' in series ? 'events and exposures' : 'values';
}

function readPairs(
  [above, below]: readonly [string, string],
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  chart: ControlChartId,
): LimitInput {
  const values = readNumbers(above, numerators);
  const sizes = readNumbers(below, denominators);
  if (values.length !== sizes.length)
    throw new RangeError(`${above} and ${below} must be of one length, got ${values.length} and ${sizes.length}`);
  requireEach(below, sizes, (size) => size >= 0, 'at least 0');
  if (chart !== 'ip') requireEach(above, values, (value) => value >= 0, 'at least 0'); // a sum of measured values may be negative
  if (chart === 'p' || chart === 'pp') {
    const over = values.findIndex((value, index) => value > sizes[index]!);
    if (over >= 0) throw new RangeError(`${above}[${over}] ${values[over]} exceeds ${below}[${over}] ${sizes[over]}`);
  }
  return { values, sizes, deviations: none };
}

/** Stops a null or a hole from an untyped caller too: read as 0 it would become a false low point. */
function readNumbers(name: string, values: ArrayLike<number>): Float64Array {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (!Number.isFinite(value) && !Number.isNaN(value))
      throw new RangeError(`${name}[${index}] must be a finite number, or NaN for missing, got ${value}`);
  }
  return Float64Array.from(values);
}

function requireEach(name: string, values: Float64Array, holds: (value: number) => boolean, rule: string): void {
  const index = values.findIndex((value) => !Number.isNaN(value) && !holds(value));
  if (index >= 0) throw new RangeError(`${name}[${index}] must be ${rule}, got ${values[index]}`);
}
