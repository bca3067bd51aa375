import { shown } from '../number/require.ts';
import { type DisparityContract, defineDisparityContract, isComparison } from './contract.ts';
import { inFraming } from './framing.ts';
import { type DisparityGroup, estimateOf, indexOfLargest, readGroups } from './groups.ts';
import { disparityIndices, type IndexEstimate } from './indices.ts';
import { indexNoise, type IndexNoise } from './noise/indexNoise.ts';
import { betweenGroupVariance } from './unordered/betweenGroupVariance.ts';

/** An index under its contract, with what chance alone would show. */
export interface MeasuredDisparity {
  readonly contract: DisparityContract;
  readonly estimate: IndexEstimate;
  /** The value less what chance adds on average; null unless the contract asks for the correction. */
  readonly corrected: number | null;
  readonly noise: IndexNoise;
  /** The reference group that the rule came to; null where it is picked by its value or there is none. */
  readonly reference: string | null;
  /** Groups that entered. */
  readonly groups: readonly string[];
  /** Groups left out: without a value, without members, or with fewer than the contract asks for. */
  readonly omitted: readonly string[];
}

/**
 * An index of inequality under a contract, never without its noise floor.
 *
 * An index that cannot be below 0 has a value ± z s that is too narrow and too high where groups hardly differ: with no
 * difference at all, that of the mean difference from the mean holds about 80 in 100 times for four groups and 43 for eight,
 * not 95. So where the noise floor says `too few to tell`, the interval is made to reach equality, and holds its level there
 * too. Deviation and coefficient of variation have the roots of the limits of their squares. In four to eight groups of 40 to
 * 300 members, intervals of squares and logarithms then hold 95 to 100 in 100 times; where groups differ about as much as by
 * chance, those of mean differences from the mean and of indices of disparity hold 88 to 93, of the range, of mean differences
 * from the best and of the index of disparity from best 90 to 94; all others, and elsewhere, 92 to 98.
 *
 * @param rows      groups on the unit of the contract
 * @param contract  every choice, made beforehand
 * @param options   seed and draws of the noise floor; 1 and 5,000 unless said otherwise
 * @returns         value with interval, noise floor with its verdict, the contract, and who was left out; no value for one group alone
 * @throws RangeError when the contract or a group is impossible, or the reference is not among the groups
 * @example measureDisparity([{ group: 'A', population: 30, numerator: 18 }, { group: 'B', population: 25, numerator: 12 }], { measure: 'CBP', index: 'range', direction: 'higher', scale: 'absolute', unit: 1, framing: 'as-measured', reference: null, weights: 'none', denominatorMin: 0, rollUp: null, source: 'other', correction: 'none', level: 0.95 }).noise.verdict // 'too few to tell'
 *
 * Source: the parts' own; that no index stands alone is this engine's rule.
 */
export function measureDisparity(
  rows: readonly DisparityGroup[],
  contract: DisparityContract,
  { seed = 1, draws = 5000 }: { readonly seed?: number; readonly draws?: number } = {},
): MeasuredDisparity {
  const terms = defineDisparityContract(contract);
  if (isComparison(contract))
    throw new RangeError(
      `contract ${terms.measure}: index ${shown(terms.index)} is of every group: compareUnderContract gives it`,
    );
  const { index, unit, level, denominatorMin } = terms;
  const { omitted: empty } = readGroups(rows, { direction: terms.direction, scale: unit, level });
  const small = rows.filter(({ population }) => population < denominatorMin).map(({ group }) => group);
  const omitted = rows.map(({ group }) => group).filter((group) => empty.includes(group) || small.includes(group));
  const { rows: entered, direction } = inFraming(
    rows.filter(({ group }) => !omitted.includes(group)),
    terms,
  );
  const options = { direction, scale: unit, level } as const;
  const columns = readGroups(entered, options);
  const reference = referenceOf(terms, columns.names, columns.names[indexOfLargest(columns)]);
  const named = reference === undefined ? {} : { referenceGroup: reference };
  const [noise] = indexNoise(columns, { ...options, ...named, indices: [index], seed, draws }).indices;
  const corrected = terms.correction === 'noise' ? betweenGroupVariance(columns, options).valueNoiseCorrected : null;
  const lone = columns.names.length < 2;
  return {
    contract: terms,
    estimate: lone
      ? estimateOf({ value: NaN, standardError: NaN, reason: 'there are no two groups to compare' }, level, 'none')
      : reachingEquality(disparityIndices[index].estimate(columns, options, reference), noise as IndexNoise),
    corrected: lone ? null : corrected,
    noise: noise as IndexNoise,
    reference: reference ?? null,
    groups: columns.names,
    omitted,
  };
}

/** What chance alone shows cannot be told from equality: the interval says so too. */
function reachingEquality(estimate: IndexEstimate, { index, verdict }: IndexNoise): IndexEstimate {
  const { lower, upper, method } = estimate;
  const equality = index.startsWith('relative-index-of-inequality-kunst-mackenbach') ? 1 : 0;
  if (verdict !== 'too few to tell' || lower === null || upper === null || (lower <= equality && upper >= equality))
    return estimate;
  return {
    ...estimate,
    lower: Math.min(lower, equality),
    upper: Math.max(upper, equality),
    method: `${method}, to equality`,
  };
}

function referenceOf(
  { reference }: DisparityContract,
  names: readonly string[],
  largest: string | undefined,
): string | undefined {
  if (reference === null || reference === 'best') return undefined;
  const name = reference === 'largest' ? largest : reference.group;
  if (name === undefined || !names.includes(name))
    throw new RangeError(`reference ${name ?? 'largest'} is not among the groups that enter: ${names.join(', ')}`);
  return name;
}
