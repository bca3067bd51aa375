import {
  bisgPosterior,
  changeInGap,
  type CrossedModel,
  expectationMaximisationRates,
  type GapPart,
  healthEquityIndex,
  type HealthEquityPoints,
  heidiIndex,
  type HeidiRow,
  kitagawa,
  maihda,
  type PracticeGapOptions,
  type PracticeRatio,
  regressionRates,
  shrinkGroups,
  thresholdRates,
  weightedRates,
  withinBetween,
  withinHeterogeneity,
} from '../../../src/index.ts';
import type { DisparityPart, DisparityQuestion } from './types.ts';

/** Gaps over practices and over time, small groups, uncertain groups and scores. */
export const practices: DisparityPart = {
  within_between_practice(given) {
    const { strata, options } = practiceTable(given);
    const parts = withinBetween(strata, options);
    const { crude, within, between } = parts;
    return {
      crude: { value: crude.value, se: crude.standardError, ...limitsOf(crude) },
      mh_rd: {
        value: within.value,
        se_sato: within.standardError,
        se_greenland_robins: parts.withinGreenlandRobins,
        ...limitsOf(within),
      },
      mh_rr: ratio(parts.riskRatio),
      mh_or: ratio(parts.oddsRatio),
      between_practice: between.value,
      strata_used: parts.practices,
    };
  },

  within_practice_heterogeneity(given) {
    const { strata, options } = practiceTable(given);
    const found = withinHeterogeneity(strata, options);
    return {
      inverse_variance: found.common.value,
      se: found.common.standardError,
      Q: found.q,
      df: found.df,
      p: found.p,
      tau2_dl: found.tau2,
      random_effects: found.mean.value,
      random_effects_se: found.mean.standardError,
      per_practice: found.practices.map(({ practice, value, standardError }) => ({
        practice,
        difference: value,
        se: standardError,
      })),
    };
  },

  kitagawa_decomposition(given) {
    const { strata, options } = practiceTable(given);
    const parts = kitagawa(strata, options);
    return {
      difference: parts.difference.value,
      within: parts.within.value,
      between: parts.between.value,
      oaxaca_focus_minus_reference: {
        composition_at_reference_rates: parts.shares.value,
        rates_at_reference_composition: parts.rates.value,
        interaction: parts.interaction.value,
      },
      within_at_focus_composition: parts.withinAtGroupShares.value,
      between_at_focus_rates: parts.betweenAtGroupRates.value,
    };
  },

  change_in_gap({ inputs, options }) {
    const { favourable, baseline, followup } = inputs as ChangeInputs;
    // The file names no periods: two years in a row.
    const change = changeInGap(
      { period: '2024-12', group: countsOf(baseline.focus), reference: countsOf(baseline.ref) },
      { period: '2025-12', group: countsOf(followup.focus), reference: countsOf(followup.ref) },
      { ...levelOf(options), direction: favourable ? 'higher' : 'lower', window: 'year' },
    );
    return {
      gap_baseline: change.gapBaseline,
      gap_followup: change.gapFollowUp,
      change: change.value,
      se: change.standardError,
      ...limitsOf(change),
      z: change.z,
      p: change.p,
      from_focus: change.fromGroup,
      from_reference: change.fromReference,
      favourable_ratio_baseline: change.ratio.baseline,
      favourable_ratio_followup: change.ratio.followUp,
      complement_ratio_baseline: change.complementRatio.baseline,
      complement_ratio_followup: change.complementRatio.followUp,
      absolute_narrowed: change.narrowed,
      ratio_narrowed: change.ratio.narrowed,
      complement_ratio_narrowed: change.complementRatio.narrowed,
      levelling_down: change.levellingDown,
    };
  },

  empirical_bayes_shrinkage({ data }) {
    const { rows } = data as CrossedTable;
    const shrunken = shrinkGroups(rows.map(({ n, x }, index) => ({ group: `row ${index}`, population: n, numerator: x })));
    return {
      mu: shrunken.mean,
      tau2: shrunken.tau2,
      Q: shrunken.q,
      reliability: shrunken.groups.map(({ reliability }) => reliability),
      shrunken: shrunken.groups.map((group) => group.shrunken),
    };
  },

  maihda({ data }) {
    const { rows, variables } = data as CrossedTable;
    const fitted = maihda(
      rows.map((row) => ({
        levels: Object.fromEntries(variables.map((variable) => [variable, String(row[variable])])),
        denominator: row.n,
        numerator: row.x,
      })),
    );
    return {
      sigma2_null: fitted.null?.sigma2,
      intercept_null: fitted.null?.intercept,
      vpc_null: fitted.null?.vpc,
      sigma2_main: fitted.main?.sigma2,
      vpc_main: fitted.main?.vpc,
      pcv: fitted.pcv,
      fixed_main: fixedOf(fitted.main),
      shrunken_rate_null: fitted.null?.rates.map(({ value }) => value),
      shrunken_rate_main: fitted.main?.rates.map(({ value }) => value),
    };
  },

  bisg_posterior({ data }) {
    const { races, surname, geo_counts: places, race_totals: totals, people } = data as BisgTable;
    const inOrder = (table: Readonly<Record<string, number>> | undefined) => races.map((race) => table?.[race] ?? NaN);
    const posterior = (person: Person) => ({
      surname: person.surname,
      block: person.block,
      p: bisgPosterior(races, {
        surname: inOrder(surname[person.surname]),
        place: inOrder(places[person.block]),
        total: inOrder(totals),
      }),
    });
    return { first_five: people.slice(0, 5).map(posterior) };
  },

  probabilistic_weighted({ data }) {
    const { races, groups } = uncertain(data, weightedRates);
    return {
      races,
      rate: groups.map(({ value }) => value),
      se: groups.map(({ standardError }) => standardError),
      effective_n: groups.map(({ effectiveN }) => effectiveN),
      sum_of_probabilities: groups.map(({ sumOfProbabilities }) => sumOfProbabilities),
    };
  },

  probabilistic_threshold({ data, options }) {
    const { races, people } = data as BisgTable;
    const thresholds = Array.isArray(options['thresholds']) ? options['thresholds'].map(String) : ['0.5', '0.8'];
    return Object.fromEntries(
      thresholds.map((threshold) => {
        const { groups, unassigned } = thresholdRates(races, membersOf(people), { threshold: Number(threshold) });
        return [threshold, { n: groups.map(({ members }) => members), rate: groups.map(({ value }) => value), unassigned }];
      }),
    );
  },

  probabilistic_regression({ data }) {
    const { races, groups } = uncertain(data, regressionRates);
    return {
      races,
      rate: groups.map(({ value }) => value),
      se_hc0: groups.map(({ standardError }) => standardError),
    };
  },

  probabilistic_em({ data }) {
    const { races, groups } = uncertain(data, expectationMaximisationRates);
    return { races, rate: groups.map(({ value }) => value) };
  },

  cms_health_equity_index({ inputs }) {
    const { measures, measures_possible, percent_with_social_risk, median_percent } = inputs as HeiInputs;
    const { score, eligible, cap, reward } = healthEquityIndex({
      measures,
      measuresPossible: measures_possible,
      socialRiskShare: percent_with_social_risk,
      medianShare: median_percent,
    });
    return { score, eligible, cap, reward };
  },

  heidi_index: ({ inputs }) => ({ value: heidiIndex((inputs as { readonly rows: readonly HeidiRow[] }).rows).value }),
};

interface PracticeTable {
  readonly favourable: boolean;
  readonly strata: readonly {
    readonly practice: string;
    readonly focus_n: number;
    readonly focus_x: number;
    readonly ref_n: number;
    readonly ref_x: number;
  }[];
}

function practiceTable({ data, options }: DisparityQuestion) {
  const { favourable, strata } = data as PracticeTable;
  return {
    strata: strata.map(({ practice, focus_n, focus_x, ref_n, ref_x }) => ({
      stratum: practice,
      group: { denominator: focus_n, numerator: focus_x },
      reference: { denominator: ref_n, numerator: ref_x },
    })),
    options: { ...levelOf(options), direction: favourable ? 'higher' : 'lower' } satisfies PracticeGapOptions,
  };
}

function levelOf({ level }: DisparityQuestion['options']): { readonly level?: number } {
  return typeof level === 'number' ? { level } : {};
}

function limitsOf({ lower, upper }: Pick<GapPart, 'lower' | 'upper'>) {
  return { lower, upper };
}

function ratio({ value, logStandardError, lower, upper }: PracticeRatio) {
  return { value, log_se: logStandardError, lower, upper };
}

type Counts = readonly [denominator: number, numerator: number];

interface ChangeInputs {
  readonly favourable: boolean;
  readonly baseline: { readonly focus: Counts; readonly ref: Counts };
  readonly followup: { readonly focus: Counts; readonly ref: Counts };
}

function countsOf([denominator, numerator]: Counts) {
  return { denominator, numerator };
}

interface CrossedTable {
  readonly variables: readonly string[];
  readonly rows: readonly (Readonly<Record<string, unknown>> & { readonly n: number; readonly x: number })[];
}

/** Effects under R's names: the dimension with the level after it. */
function fixedOf(model: CrossedModel | null) {
  if (model === null) return undefined;
  return Object.fromEntries([
    ['(Intercept)', model.intercept],
    ...model.effects.map(({ dimension, level, effect }) => [dimension + level, effect] as const),
  ]);
}

interface Person {
  readonly surname: string;
  readonly block: string;
  readonly outcome: number;
  readonly weight: number;
  readonly p: readonly number[];
}

interface BisgTable {
  readonly races: readonly string[];
  readonly surname: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly geo_counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly race_totals: Readonly<Record<string, number>>;
  readonly people: readonly Person[];
}

function membersOf(people: readonly Person[]) {
  return people.map(({ p, outcome, weight }) => ({ probabilities: p, outcome, weight }));
}

function uncertain(data: unknown, estimate: typeof weightedRates) {
  const { races, people } = data as BisgTable;
  return { races, groups: estimate(races, membersOf(people)).groups };
}

interface HeiInputs {
  readonly measures: readonly HealthEquityPoints[];
  readonly measures_possible: number;
  readonly percent_with_social_risk: number;
  readonly median_percent: number;
}
