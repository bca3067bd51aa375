import {
  absoluteConcentrationIndex,
  erreygersIndex,
  indexNoise,
  relativeConcentrationIndex,
  relativeIndexOfInequality,
  riditRanks,
  slopeIndexOfInequality,
  wagstaffIndex,
  type BoundedOptions,
  type DistanceId,
  type DisparityGroup,
  type DisparityOptions,
  type SlopeErrors,
  type SlopeModel,
} from '../../../src/index.ts';
import type { DisparityPart, DisparityQuestion } from './types.ts';

/** Measures of groups that have an order, and what chance alone would show of any. */
export const ordered: DisparityPart = {
  ridit_rank: (given) => ({ rank: riditRanks(rowsOf(given), optionsOf(given)).rank }),
  absolute_concentration_index: (given) => worded(absoluteConcentrationIndex(rowsOf(given), optionsOf(given))),
  relative_concentration_index(given) {
    const index = relativeConcentrationIndex(rowsOf(given), optionsOf(given));
    const { personStandardError: se_kakwani_person_only, fullStandardError: se_kakwani_full } = index;
    return { ...worded(index), se_kakwani_person_only, se_kakwani_full };
  },
  erreygers_index: (given) => worded(erreygersIndex(rowsOf(given), boundedOf(given))),
  wagstaff_index: (given) => worded(wagstaffIndex(rowsOf(given), boundedOf(given))),
  slope_index_of_inequality(given) {
    const [linear, by] = [modelOf(given) === 'linear', slopes(given)];
    const { intercept, slope, top } = by('groups');
    return {
      ...worded(by(linear ? 'groups' : 'residuals')), // the file takes the interval of a logit from its residuals
      [linear ? 'se_ols_residual' : 'se_binomial']: by('model').standardError,
      se_hc1: by('residuals').standardError,
      ...(linear ? { intercept, at_rank_1: top } : { b0: intercept, b1: slope }),
    };
  },
  relative_index_of_inequality(given) {
    const ends = (errors: SlopeErrors) => relative(given, 'kunst-mackenbach', errors);
    if (modelOf(given) === 'logit')
      return {
        ...worded(ends('residuals')),
        log_se_hc1: ends('residuals').logStandardError,
        log_se_binomial: ends('model').logStandardError,
      };
    return {
      kunst_mackenbach: { ...worded(ends('groups')), log_se: ends('groups').logStandardError },
      pamuk: worded(relative(given, 'pamuk', 'groups')),
    };
  },
  noise_floor(given) {
    const options = { ...optionsOf(given), indices: Object.values(floors), under: 'normal', draws: 100_000 } as const; // within 0.5 %
    const { indices } = indexNoise(rowsOf(given), options);
    return Object.fromEntries(Object.keys(floors).map((name, place) => [name, indices[place]?.mean]));
  },
};

/** The file's names of indices. */
const floors: Readonly<Record<string, DistanceId>> = {
  bgsd: 'between-group-sd',
  cov: 'coefficient-of-variation',
  mdmw: 'mean-difference-from-mean',
  mdmu: 'mean-difference-from-mean-unweighted',
  idisw: 'index-of-disparity',
  idisu: 'index-of-disparity-unweighted',
  mdbw: 'mean-difference-from-best',
  mdbu: 'mean-difference-from-best-unweighted',
  range: 'range',
};

interface Table {
  readonly scale: number;
  readonly favourable: boolean;
  readonly groups: readonly {
    readonly group: string;
    readonly order: number | null;
    readonly population: number;
    readonly numerator: number | null;
    readonly estimate: number | null;
    readonly se: number | null;
  }[];
}

function rowsOf({ data }: DisparityQuestion): DisparityGroup[] {
  return (data as Table).groups.map(({ group, population, order, numerator, estimate, se }) => ({
    group,
    population,
    rank: order ?? NaN,
    numerator: numerator ?? NaN,
    estimate: estimate ?? NaN,
    standardError: se ?? NaN,
  }));
}

function optionsOf({ data }: DisparityQuestion): DisparityOptions {
  const { scale, favourable } = data as Table;
  return { direction: favourable ? 'higher' : 'lower', scale };
}

function boundedOf(given: DisparityQuestion): BoundedOptions {
  const { lower_bound: lowerBound, upper_bound: upperBound } = given.options as Readonly<Record<string, number>>;
  return {
    ...optionsOf(given),
    ...(lowerBound === undefined ? {} : { lowerBound }),
    ...(upperBound === undefined ? {} : { upperBound }),
  };
}

function modelOf({ options }: DisparityQuestion): SlopeModel {
  return options['model'] as SlopeModel;
}

function slopes(given: DisparityQuestion) {
  return (errors: SlopeErrors) => slopeIndexOfInequality(rowsOf(given), { ...optionsOf(given), model: modelOf(given), errors });
}

function relative(given: DisparityQuestion, kind: 'kunst-mackenbach' | 'pamuk', errors: SlopeErrors) {
  return relativeIndexOfInequality(rowsOf(given), { ...optionsOf(given), model: modelOf(given), errors, kind });
}

interface Answer {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function worded({ value, standardError: se, lower, upper }: Answer) {
  return { value, se, lower, upper };
}
