import { shown } from '../../number/require.ts';
import {
  type DisparityEstimate,
  type Groups,
  type DisparityOptions,
  estimateOf,
  type GroupColumns,
  type Kernel,
  propagate,
  readGroups,
} from '../groups.ts';
import { absoluteConcentration } from './concentration.ts';
import { standingOf } from './ridits.ts';

/** The bounds that a measure cannot leave, whatever was observed: 0 and the scale unless said otherwise. */
export interface BoundedOptions extends DisparityOptions {
  readonly lowerBound?: number;
  readonly upperBound?: number;
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

/**
 * Erreygers' index for a measure with two bounds a and b: the absolute concentration index as a share of the largest that
 * there could be. Says the same of hits and of misses, with the sign turned.
 *
 *   E = 4 ACI / (b − a)
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param groups   one row each, with `rank`, least advantaged first
 * @param options  the bounds, in the unit of the data; by default 0 and the scale
 * @returns        value and limits within [−1, 1]
 * @throws RangeError when the bounds are not two, in order, or an estimate lies outside them
 * @example erreygersIndex([{ group: 'poor', population: 50, numerator: 20, rank: 1 }, { group: 'rich', population: 50, numerator: 30, rank: 2 }], { direction: 'higher' }).value // 0.2
 *
 * Source: Erreygers 2009, J Health Econ 28:504.
 */
export function erreygersIndex(groups: Groups, options: BoundedOptions): DisparityEstimate {
  const columns = readGroups(groups, options);
  return estimateOf(erreygers(columns, boundsOf(columns, options)), columns.level, 'group errors propagated');
}

/**
 * Wagstaff's index for a measure with two bounds: the relative concentration index over the room that the mean leaves.
 *
 *   h = (y − a) / (b − a),  W = ACI_h / (μ_h (1 − μ_h)),  ∂W/∂h = p (2R − 1 − W (1 − 2 μ_h)) / (μ_h (1 − μ_h))
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param groups   one row each, with `rank`, least advantaged first
 * @param options  the bounds, in the unit of the data; by default 0 and the scale
 * @returns        value within [−1, 1] and limits; null where everybody is at a bound
 * @throws RangeError when the bounds are not two, in order, or an estimate lies outside them
 * @example wagstaffIndex([{ group: 'poor', population: 50, numerator: 20, rank: 1 }, { group: 'rich', population: 50, numerator: 30, rank: 2 }], { direction: 'higher' }).value // 0.2
 *
 * Source: Wagstaff 2005, Health Econ 14:429.
 */
export function wagstaffIndex(groups: Groups, options: BoundedOptions): DisparityEstimate {
  const columns = readGroups(groups, options);
  return estimateOf(wagstaff(columns, boundsOf(columns, options)), columns.level, 'group errors propagated');
}

export function erreygers(columns: GroupColumns, { from, to }: Bounds): Kernel {
  const { value, standardError, reason = null } = absoluteConcentration(columns);
  const times = 4 / (to - from);
  return { value: times * value, standardError: times * standardError, reason };
}

export function wagstaff(columns: GroupColumns, { from, to }: Bounds): Kernel {
  const { value: absolute, reason = null } = absoluteConcentration(columns);
  if (reason !== null) return { value: NaN, standardError: NaN, reason };
  const mean = (columns.mean - from) / (to - from);
  const room = mean * (1 - mean);
  if (!(room > 0)) return { value: NaN, standardError: NaN, reason: 'everybody is at a bound' };
  const value = absolute / (to - from) / room;
  const gradient = standingOf(columns).map(
    (standing, j) => ((columns.share[j] ?? NaN) * (standing - value * (1 - 2 * mean))) / room / (to - from),
  );
  return { value, standardError: propagate(gradient, columns.standardError) };
}

function boundsOf({ names, estimate, scale }: GroupColumns, { lowerBound = 0, upperBound = scale }: BoundedOptions): Bounds {
  if (!(Number.isFinite(lowerBound) && Number.isFinite(upperBound) && lowerBound < upperBound))
    throw new RangeError(`lowerBound must be below upperBound, got ${shown(lowerBound)} and ${shown(upperBound)}`);
  const outside = estimate.findIndex((value) => value < lowerBound || value > upperBound);
  if (outside >= 0)
    throw new RangeError(
      `group ${names[outside]}: estimate ${estimate[outside]} is not between the bounds ${lowerBound} and ${upperBound}`,
    );
  return { from: lowerBound, to: upperBound };
}
