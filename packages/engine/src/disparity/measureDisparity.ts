import { requireCount } from '../number/require.ts';
import { type DisparityContract, defineDisparityContract } from './contract.ts';
import { type DisparityGroup, indexOfLargest, readGroups } from './groups.ts';
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
 * difference at all, that of the mean difference from the mean holds 75 in 100 times, not 95. So where the noise floor says
 * `too few to tell`, the interval is made to reach equality, and holds its level there too. Deviation and coefficient of
 * variation have the roots of the limits of their squares. In practices of 300 members, intervals of squares and logarithms
 * then hold 97 to 100 in 100 times; of mean differences from the mean and of indices of disparity 92 where groups differ
 * about as much as by chance; of the others 93 to 98.
 *
 * @param rows      groups on the unit of the contract
 * @param contract  every choice, made beforehand
 * @param options   seed and draws of the noise floor; 1 and 5,000 unless said otherwise
 * @returns         value with interval, noise floor with its verdict, the contract, and who was left out
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
  const { index, unit, level, denominatorMin, framing } = terms;
  const turned = framing === 'complement';
  const direction = turned === (terms.direction === 'higher') ? 'lower' : 'higher';
  const options = { direction, scale: unit, level } as const;
  const { omitted: empty } = readGroups(rows, { ...options, direction: terms.direction });
  const small = rows.filter(({ population }) => population < denominatorMin).map(({ group }) => group);
  const omitted = rows.map(({ group }) => group).filter((group) => empty.includes(group) || small.includes(group));
  const entered = rows.filter(({ group }) => !omitted.includes(group)).map((row) => (turned ? complementOf(row, unit) : row));
  const columns = readGroups(entered, options);
  const reference = referenceOf(terms, columns.names, columns.names[indexOfLargest(columns)]);
  const named = reference === undefined ? {} : { referenceGroup: reference };
  const [noise] = indexNoise(entered, { ...options, ...named, indices: [index], seed, draws }).indices;
  const corrected = terms.correction === 'noise' ? betweenGroupVariance(entered, options).valueNoiseCorrected : null;
  return {
    contract: terms,
    estimate: reachingEquality(disparityIndices[index].estimate(entered, options, reference), noise as IndexNoise),
    corrected,
    noise: noise as IndexNoise,
    reference: reference ?? null,
    groups: columns.names,
    omitted,
  };
}

/** What chance alone shows cannot be told from equality: the interval says so too. */
function reachingEquality(estimate: IndexEstimate, { index, verdict }: IndexNoise): IndexEstimate {
  const { lower, upper, method } = estimate;
  const equality = index === 'relative-index-of-inequality-kunst-mackenbach' ? 1 : 0;
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

/** The same group counted by those who did not meet the measure. */
function complementOf(row: DisparityGroup, unit: number): DisparityGroup {
  const { estimate, numerator, population } = row;
  if (numerator !== undefined) requireCount(`group ${row.group}: numerator`, numerator);
  return {
    ...row,
    ...(estimate === undefined ? {} : { estimate: unit - estimate }),
    ...(numerator === undefined ? {} : { numerator: population - numerator }),
  };
}
