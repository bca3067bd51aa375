import { requireProportion } from '../../interval/types.ts';
import { named } from '../../number/named.ts';
import { normalQuantile } from '../../number/normalQuantile.ts';
import { requireLevel, shown } from '../../number/require.ts';
import { dot } from './linearSystem.ts';
import { fitRandomIntercept, logistic, type RandomIntercept } from './randomIntercept.ts';

/** A stratum crossed from several dimensions: `levels` by dimension, such as `{ race: 'Black', language: 'English' }`. NaN is missing. */
export interface CrossedStratum {
  readonly levels: Readonly<Record<string, string>>;
  readonly denominator: number;
  readonly numerator: number;
}

/** A rate as the model has it, drawn towards what its fixed part expects; a fraction. */
export interface CrossedRate {
  readonly levels: Readonly<Record<string, string>>;
  readonly value: number;
  /** The stratum's own rate; null without members. */
  readonly crude: number | null;
  /** Limits given the fitted model, whose own uncertainty is not in them. */
  readonly lower: number;
  readonly upper: number;
}

/** What the model adds to a stratum's log odds for being at one level of a dimension and not at its baseline. */
export interface FixedEffect {
  readonly dimension: string;
  readonly level: string;
  readonly effect: number;
}

export interface CrossedModel {
  readonly intercept: number;
  readonly effects: readonly FixedEffect[];
  /** Variance between strata on the log-odds scale; 0 is a normal outcome. */
  readonly sigma2: number;
  /** Variance partition coefficient σ² / (σ² + π²/3): how much of who meets the measure goes with the stratum. */
  readonly vpc: number;
  /** One for each stratum, in the order given. */
  readonly rates: readonly CrossedRate[];
}

/** Intersectional strata as a whole, without and with the sum of their dimensions. Null with a reason where not fitted. */
export interface Maihda {
  readonly null: CrossedModel | null;
  readonly main: CrossedModel | null;
  /** Share of the variance between strata that the dimensions explain by adding up; the rest is interaction. May be below 0. */
  readonly pcv: number | null;
  /** The first level in alphabetical order of each dimension. */
  readonly baseline: Readonly<Record<string, string>>;
  /** Strata with a missing count, by their place in the list. */
  readonly missing: readonly number[];
  readonly level: number;
  readonly method: string;
  readonly reason: string | null;
}

/**
 * MAIHDA: rates of intersectional strata by a logistic model with one random intercept for each stratum, first alone and then
 * with the main effects of the dimensions. Says how much strata differ (VPC) and how much of it is more than the sum of
 * the dimensions (1 − PCV), and gives each stratum a rate that its few members cannot throw about.
 *
 *   VPC = σ² / (σ² + π²/3),  PCV = 1 − σ²(main) / σ²(null)
 *
 * Maximum likelihood with the intercepts integrated out; rates at their most likely intercept. For closed-form shrinkage
 * of any groups see `shrinkGroups`.
 *
 * @param strata   whole or fractional counts with a level of every dimension, each combination once; NaN is missing
 * @param options  level of the rates' limits, 0.95
 * @returns        both models; null and a reason with fewer than two strata with members, or where the likelihood has no maximum (a level with all or none)
 * @throws RangeError naming the stratum (counted from 0) and the rule that it breaks
 * @example maihda([{ levels: { race: 'A', sex: 'F' }, denominator: 400, numerator: 240 }, { levels: { race: 'A', sex: 'M' }, denominator: 300, numerator: 150 }, { levels: { race: 'B', sex: 'F' }, denominator: 90, numerator: 36 }, { levels: { race: 'B', sex: 'M' }, denominator: 25, numerator: 7 }]).pcv // 1
 *
 * Source: Merlo 2018, Soc Sci Med 203:74; Evans, Williams, Onnela and Subramanian 2018, Soc Sci Med 203:64; Goldstein, Browne and Rasbash 2002, Underst Stat 1:223 (VPC).
 */
export function maihda(strata: readonly CrossedStratum[], { level = 0.95 }: { readonly level?: number } = {}): Maihda {
  requireLevel(level);
  const dimensions = requireCrossed(strata);
  const indicators = dimensions.flatMap((dimension) => {
    const [, ...others] = levelsOf(strata, dimension);
    return others.map((value) => ({ dimension, level: value }));
  });
  const baseline = Object.fromEntries(dimensions.map((dimension) => [dimension, levelsOf(strata, dimension)[0] ?? '']));
  const missing = [...strata.keys()].filter((index) => isMissing(strata[index]!));
  const about = { baseline, missing, level, method: 'random-intercept logistic, maximum likelihood' };
  const informative = strata.filter((stratum) => !isMissing(stratum) && stratum.denominator > 0).length;
  if (informative < 2) return { null: null, main: null, pcv: null, ...about, reason: 'fewer than two strata have members' };
  const alone = fit(strata, [], level);
  const main = fit(strata, indicators, level);
  return {
    null: alone,
    main,
    pcv: alone === null || main === null || alone.sigma2 === 0 ? null : 1 - main.sigma2 / alone.sigma2,
    ...about,
    reason: whyNot(alone, main),
  };
}

function whyNot(alone: CrossedModel | null, main: CrossedModel | null): string | null {
  if (alone === null) return 'the likelihood has no maximum: everybody or nobody met the measure, in all or in every stratum';
  if (main === null)
    return 'main effects cannot be told apart, or they separate those who met the measure from those who did not';
  return alone.sigma2 === 0 ? 'strata differ by no more than chance, so there is no variance to explain' : null;
}

type Indicator = Omit<FixedEffect, 'effect'>;

function fit(strata: readonly CrossedStratum[], indicators: readonly Indicator[], level: number): CrossedModel | null {
  const row = ({ levels }: CrossedStratum) =>
    Float64Array.from([1, ...indicators.map(({ dimension, level: value }) => (levels[dimension] === value ? 1 : 0))]);
  // A stratum without counts takes no part in the likelihood; its rate is what the fixed part expects.
  const counts = strata.map((stratum) => (isMissing(stratum) ? { denominator: 0, numerator: 0 } : stratum));
  const rows = strata.map(row);
  const fitted = fitRandomIntercept({
    denominator: Float64Array.from(counts, ({ denominator }) => denominator),
    numerator: Float64Array.from(counts, ({ numerator }) => numerator),
    columns: indicators.length + 1,
    rows,
  });
  if (fitted === null) return null;
  const sigma2 = fitted.sigma ** 2;
  return {
    intercept: fitted.fixed[0]!,
    effects: indicators.map((indicator, index) => ({ ...indicator, effect: fitted.fixed[index + 1]! })),
    sigma2,
    vpc: sigma2 / (sigma2 + Math.PI ** 2 / 3),
    rates: strata.map(({ levels }, j) => ({ levels, ...rateAt({ fitted, row: rows[j]!, j, level }), crude: crude(counts[j]!) })),
  };
}

function rateAt({ fitted, row, j, level }: { fitted: RandomIntercept; row: Float64Array; j: number; level: number }) {
  const eta = dot(row, fitted.fixed) + fitted.sigma * fitted.mode[j]!;
  const reach = normalQuantile((1 + level) / 2) * fitted.sigma * fitted.modeError[j]!;
  return { value: logistic(eta), lower: logistic(eta - reach), upper: logistic(eta + reach) };
}

function crude({ denominator, numerator }: { readonly denominator: number; readonly numerator: number }): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

function isMissing({ denominator, numerator }: CrossedStratum): boolean {
  return Number.isNaN(denominator) || Number.isNaN(numerator);
}

function levelsOf(strata: readonly CrossedStratum[], dimension: string): string[] {
  return [...new Set(strata.map(({ levels }) => levels[dimension] ?? ''))].toSorted();
}

/** Refuses strata that are not crossed from the same dimensions; returns these. */
function requireCrossed(strata: readonly CrossedStratum[]): string[] {
  const dimensions = Object.keys(strata[0]?.levels ?? {});
  const seen = new Set<string>();
  strata.forEach((stratum, index) => {
    const { levels } = stratum;
    if (Object.keys(levels).length !== dimensions.length)
      throw new RangeError(`stratum ${index}: must have a level of each of ${dimensions.join(', ')}`);
    for (const dimension of dimensions) {
      const value = levels[dimension];
      if (typeof value !== 'string' || value === '')
        throw new RangeError(`stratum ${index}: ${dimension} must be a name, got ${shown(value)}`);
    }
    const key = JSON.stringify(dimensions.map((dimension) => levels[dimension]));
    if (seen.has(key)) throw new RangeError(`stratum ${index}: the same combination of levels appears twice`);
    seen.add(key);
    if (!isMissing(stratum)) named(`stratum ${index}`, () => requireProportion(stratum));
  });
  return dimensions;
}
