import { named } from '../../number/named.ts';
import { createRandom } from '../../number/random.ts';
import { requireWholePositive, shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';
import { type Groups, type DisparityOptions, type GroupColumns, orNull, readGroups } from '../groups.ts';
import { placeOf, type Shares } from '../unordered/kernel.ts';
import { distances, type Distance, type DistanceId, whyNot } from './distances.ts';
import { nullDraws, type NullModel } from './draws.ts';

/** Whether an index is larger than 19 in 20 that chance alone would show. */
export type NoiseVerdict = 'beyond chance' | 'too few to tell';

export interface IndexNoiseOptions extends DisparityOptions {
  /** Indices to judge; all that the groups allow unless told. */
  readonly indices?: readonly DistanceId[];
  /** For the indices that have one; chosen before the values are seen. */
  readonly referenceGroup?: string;
  /** `binomial` where all counts are known, else `normal`. */
  readonly under?: NullModel;
  /** How many sets of groups are drawn; 5,000 unless told, which puts the percentile within 2 % or so. */
  readonly draws?: number;
  readonly seed?: number;
}

/** An index beside what chance alone would show of it. Null with a reason where undefined. */
export interface IndexNoise {
  readonly index: DistanceId;
  readonly title: string;
  /** The index of these groups as a distance from equality: a signed one by its size, a ratio by the larger of itself and its inverse. */
  readonly observed: number | null;
  /** Mean of the index when no group truly differs: its noise floor. */
  readonly mean: number | null;
  /** What chance alone exceeds one time in twenty. */
  readonly percentile95: number | null;
  readonly verdict: NoiseVerdict | null;
  readonly reason: string | null;
}

/** How far chance alone goes, by index, and how it was found. */
export interface NoiseReport {
  readonly indices: readonly IndexNoise[];
  /** What all groups are taken to share: the mean of the data. */
  readonly shared: number | null;
  readonly under: NullModel;
  readonly draws: number;
  readonly seed: number;
}

/**
 * What every index of inequality would show of groups of these sizes if none truly differed, and whether what they show is
 * more than that. By seeded simulation: each draw gives every group a value that differs from the mean by chance alone, and
 * every index is taken of it. An index is `beyond chance` when above the 95th percentile of its draws, else `too few to tell`.
 *
 *   binomial: y = scale × Bin(n, μ / scale) / n;  normal: y = μ + s z
 *
 * An index that more than one draw in twenty leaves undefined has no floor; other undefined draws are left out. Among many
 * practices or measures one in twenty is beyond chance by chance.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; which indices, the null model, draws and seed
 * @returns        by index: observed, mean and 95th percentile under no true difference, verdict
 * @throws RangeError when an option is unknown, counts are missing under `binomial`, or the reference is not among the groups
 * @example indexNoise([{ group: 'A', population: 30, numerator: 18 }, { group: 'B', population: 25, numerator: 12 }], { direction: 'higher', indices: ['range'] }).indices[0].verdict // 'too few to tell'
 * @example indexNoise([{ group: 'A', population: 3000, numerator: 1800 }, { group: 'B', population: 2500, numerator: 1200 }], { direction: 'higher', indices: ['range'] }).indices[0].verdict // 'beyond chance'
 *
 * Source: Ahn and others 2018, JCO Clin Cancer Inform 2 (simulation of these indices); Dwass 1957, Ann Math Stat 28:181 (test by draws).
 */
export function indexNoise(rows: Groups, options: IndexNoiseOptions): NoiseReport {
  const groups = readGroups(rows, options);
  const { draws = 5000, seed = 1, referenceGroup } = options;
  requireWholePositive('draws', draws);
  const under = nullModelOf(groups, options.under);
  const buffer = Float64Array.from(groups.estimate);
  const shares: Shares = {
    share: groups.share,
    direction: groups.direction,
    estimate: buffer,
    ...(referenceGroup === undefined ? {} : { reference: placeOf(referenceGroup, groups.names) }),
  };
  const unfit = whyNoNull(groups, under);
  const asked = indicesOf(options.indices, groups, shares).map((id) => {
    const reason = unfit ?? whyNot(distances[id], groups, shares);
    const measure = reason === null ? distances[id].over(groups, shares) : () => NaN;
    return { id, reason, measure, observed: measure(), drawn: new Float64Array(reason === null ? draws : 0) };
  });
  const random = createRandom(seed);
  if (unfit === null) {
    const draw = nullDraws(groups, under, random);
    for (let round = 0; round < draws; round += 1) {
      draw(buffer);
      for (const { measure, drawn } of asked) if (drawn.length > 0) drawn[round] = measure();
    }
  }
  const indices = asked.map(({ id, reason, observed, drawn }): IndexNoise => {
    const { mean, percentile95, reason: unknown } = reason === null ? summarise(drawn) : { mean: NaN, percentile95: NaN, reason };
    return {
      index: id,
      title: distances[id].title,
      observed: orNull(observed),
      mean: orNull(mean),
      percentile95: orNull(percentile95),
      verdict: verdictOf(observed, percentile95),
      reason: unknown ?? (Number.isNaN(observed) ? 'the index is not defined for these values' : null),
    };
  });
  return { indices, shared: orNull(groups.mean), under, draws, seed };
}

function nullModelOf({ numerator }: GroupColumns, under?: NullModel): NullModel {
  const counted = !numerator.some(Number.isNaN);
  if (under === undefined) return counted ? 'binomial' : 'normal';
  if (under !== 'binomial' && under !== 'normal')
    throw new RangeError(`under must be 'binomial' or 'normal', got ${shown(under)}`);
  if (under === 'binomial' && !counted) throw new RangeError('under binomial needs the numerator of every group');
  return under;
}

function whyNoNull({ names, standardError }: GroupColumns, under: NullModel): string | null {
  if (names.length < 2) return 'fewer than two groups have a value';
  const unknown = under === 'normal' ? standardError.findIndex(Number.isNaN) : -1;
  return unknown < 0 ? null : `group ${names[unknown]} has no standard error`;
}

function indicesOf(indices: readonly DistanceId[] | undefined, groups: GroupColumns, shares: Shares): readonly DistanceId[] {
  const known = Object.keys(distances) as DistanceId[];
  if (indices === undefined) return known.filter((id) => whyNot(distances[id] as Distance, groups, shares) === null);
  for (const id of indices)
    named('indices', () => {
      if (!Object.hasOwn(distances, id)) throw new RangeError(`${shown(id)} is none of ${known.join(', ')}`);
    });
  return indices;
}

/** Mean and 95th percentile: the least of the drawn values that at least 95 % do not exceed. */
function summarise(drawn: Float64Array) {
  const defined = drawn.filter((value) => !Number.isNaN(value)).sort();
  if (defined.length < 0.95 * drawn.length)
    return { mean: NaN, percentile95: NaN, reason: 'chance alone leaves the index undefined more than one time in twenty' };
  const mean = sum(defined) / defined.length;
  return { mean, percentile95: defined[Math.ceil(0.95 * defined.length) - 1] ?? NaN, reason: null };
}

/** Above by more than rounding: a percentile of counts is often a value that the data can have too. */
function verdictOf(observed: number, percentile95: number): NoiseVerdict | null {
  if (Number.isNaN(observed) || Number.isNaN(percentile95)) return null;
  return observed > percentile95 * (1 + 1e-9) ? 'beyond chance' : 'too few to tell';
}
