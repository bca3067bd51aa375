import { chiSquareCdf } from '../../number/chiSquare.ts';
import { normalQuantile } from '../../number/normalQuantile.ts';
import { type DisparityGroup, orNull, readGroups } from '../groups.ts';
import { derSimonianLaird } from './derSimonianLaird.ts';

/** A group's estimate drawn towards the mean of all, as far as it cannot carry itself. On the scale of the data. */
export interface ShrunkenGroup {
  readonly group: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Share of the group's own estimate in the shrunken one: tau² / (tau² + v). */
  readonly reliability: number | null;
  readonly shrunken: number | null;
  readonly shrunkenError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether its error is that of a rate with half a hit and half a miss added, because its own would be 0. */
  readonly smoothed: boolean;
  readonly reason: string | null;
}

/** All groups shrunken, with the distribution that they are shrunken to. */
export interface ShrunkenGroups {
  /** One for each row, in the order given. */
  readonly groups: readonly ShrunkenGroup[];
  /** Mean of the groups' true values and its standard error. */
  readonly mean: number | null;
  readonly meanError: number | null;
  /** Variance of the true values. */
  readonly tau2: number | null;
  /** Cochran's Q with df and p-value: whether the groups differ at all. */
  readonly q: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly level: number;
  readonly method: string;
  readonly reason: string | null;
}

export interface ShrinkGroupsOptions {
  /** What everybody would come to: 1 for fractions, 100 for percent. Default 1. */
  readonly scale?: number;
  /** Coverage of the intervals as a fraction; default 0.95. */
  readonly level?: number;
}

/**
 * Empirical-Bayes estimates of small groups, or of strata crossed from several dimensions: the normal-normal model in closed form.
 *
 *   tau² by DerSimonian and Laird,  mean = Σ w y / Σ w with w = 1 / (v + tau²)
 *   reliability = tau² / (tau² + v),  shrunken = mean + reliability (y − mean)
 *   error² = reliability v + (1 − reliability)² / Σ w
 *
 * A rate of 0 or 1 has an error of 0 and would not be shrunken at all; its error is taken from the rate with half a hit and
 * half a miss added (its estimate stays), and it says so. tau² is taken as known: with few groups intervals are too narrow.
 *
 * @param rows     counts, or estimates with standard errors on the scale of the data; NaN is missing
 * @param options  scale 1, level 0.95 unless said otherwise
 * @returns        one entry for each row; nulls and a reason for a group without value or error, and for all with fewer than two groups
 * @throws RangeError naming the group, the value and the rule
 * @example shrinkGroups([{ group: 'A', population: 400, numerator: 240 }, { group: 'B', population: 25, numerator: 9 }, { group: 'C', population: 150, numerator: 60 }]).groups.map(({ shrunken }) => shrunken) // [0.5957, 0.3952, 0.4052]
 *
 * Source: Morris 1983, JASA 78:47; DerSimonian and Laird 1986, Control Clin Trials 7:177.
 */
export function shrinkGroups(
  rows: readonly DisparityGroup[],
  { scale = 1, level = 0.95 }: ShrinkGroupsOptions = {},
): ShrunkenGroups {
  // Shrinkage has no better and worse: either direction reads the same columns.
  const { names, population, estimate, standardError, numerator } = readGroups(rows, { direction: 'higher', scale, level });
  const known = names
    .map((group, j) => {
      const [value, own] = [estimate[j] ?? NaN, standardError[j] ?? NaN];
      const smoothed = own === 0 && !Number.isNaN(numerator[j] ?? NaN);
      const error = smoothed ? scale * halfAddedError({ n: population[j] ?? NaN, x: numerator[j] ?? NaN }) : own;
      return { group, value, own, variance: error ** 2, smoothed };
    })
    .filter(({ variance }) => variance > 0);
  const method = 'normal-normal, dersimonian-laird';
  if (known.length < 2) {
    const reason = 'fewer than two groups have a value with a standard error';
    const groups = rows.map((row) => notShrunken(row.group, reason));
    return { groups, mean: null, meanError: null, tau2: null, q: null, df: null, p: null, level, method, reason };
  }
  const { q, df, tau2, random: mean, randomError: meanError } = derSimonianLaird(known);
  const z = normalQuantile((1 + level) / 2);
  const byName = new Map(
    known.map(({ group, value, own, variance, smoothed }) => {
      const reliability = tau2 / (tau2 + variance);
      const shrunken = mean + reliability * (value - mean);
      const error = Math.sqrt(reliability * variance + ((1 - reliability) * meanError) ** 2);
      const limits = { lower: shrunken - z * error, upper: shrunken + z * error };
      const answer: ShrunkenGroup = {
        group,
        estimate: value,
        standardError: own,
        reliability,
        shrunken,
        shrunkenError: error,
        ...limits,
        smoothed,
        reason: null,
      };
      return [group, answer];
    }),
  );
  return {
    groups: rows.map(({ group }) => byName.get(group) ?? notShrunken(group, 'no value with a standard error above 0')),
    mean,
    meanError,
    tau2,
    q,
    df,
    p: orNull(chiSquareCdf(q, { df }).upper),
    level,
    method,
    reason: null,
  };
}

function halfAddedError({ n, x }: { readonly n: number; readonly x: number }): number {
  const rate = (x + 0.5) / (n + 1);
  return Math.sqrt((rate * (1 - rate)) / (n + 1));
}

function notShrunken(group: string, reason: string): ShrunkenGroup {
  const nothing = { estimate: null, standardError: null, reliability: null, shrunken: null, shrunkenError: null };
  return { group, ...nothing, lower: null, upper: null, smoothed: false, reason };
}
