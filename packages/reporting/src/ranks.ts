import { rankPractices, type PracticeRanks, type RankedPractice, type RankOptions } from '@equipoise/benchmark';
import { totalStratification, totalStratum, type Measure } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireApart } from './funnels.ts';
import { organizationsAt, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

/** One period of many organizations, by default of all practices. */
export interface RankQuestion extends Omit<Question, 'from' | 'to'>, Partial<Omit<RankOptions, 'direction'>> {
  /** One stratum of the stratification; by default everybody. */
  readonly stratum?: string | undefined;
}

/** An organization and its rank; nulls with a reason where it is not ranked. */
export interface RankedRate extends Rate {
  readonly place: Omit<RankedPractice, 'denominator' | 'id' | 'numerator'>;
}

/** How sure a league table is. Hidden rates have no part in it. */
export interface RankReport extends Omit<PracticeRanks, 'practices'> {
  readonly measure: Measure;
  readonly period: string;
  readonly stratification: string;
  readonly stratum: string;
  readonly units: readonly RankedRate[];
  /** Organizations that are left out because the release hides their counts. */
  readonly hidden: number;
}

/** The first seed there is: the same question has the same answer. */
const usualSeed = 1;

/** Ranks of the organizations of a question with what chance leaves open of them, in one period. */
export async function readRanks(store: Store, release: Release, question: RankQuestion): Promise<RankReport> {
  const {
    by = totalStratification,
    measure: id,
    organizations,
    period,
    stratum: wanted,
    seed = usualSeed,
    ...options
  } = question;
  const named = organizations ?? organizationsAt(release, 'practice').map((practice) => practice.id);
  const rates = await readRates(store, release, { measure: id, by, period, organizations: named }, {});
  const strata = [...new Set(rates.map(({ stratum }) => stratum))];
  const stratum = wanted ?? (by === totalStratification ? totalStratum : undefined);
  if (stratum === undefined) throw new UnknownNameError('stratum', `ranks by ${by} need a stratum: one of ${strata.join(', ')}`);
  const units = rates.filter((rate) => rate.stratum === stratum);
  const [first] = units;
  if (!first && wanted !== undefined)
    throw new UnknownNameError('stratum', `stratum ${wanted} is not in the release here; there are ${strata.join(', ')}`);
  if (!first) throw new UnknownNameError('organization', 'there is no organization to rank');
  requireApart(
    units.map(({ organization }) => organization),
    { release, what: 'a ranking' },
  );
  const shown = units.flatMap(({ estimate: { denominator, numerator }, organization }) =>
    denominator === null || numerator === null ? [] : [{ id: organization.id, denominator, numerator }],
  );
  const { practices, ...ranks } = rankPractices(shown, { ...options, direction: first.measure.direction, seed });
  const byId = new Map(practices.map((practice) => [practice.id, practice]));
  return {
    ...ranks,
    measure: first.measure,
    period: first.period,
    stratification: by,
    stratum,
    units: units.map((rate) => ({
      ...rate,
      place: byId.get(rate.organization.id) ?? { ...unranked, reason: rate.estimate.reason },
    })),
    hidden: units.filter(({ estimate }) => estimate.status === 'SUPPRESSED').length,
  };
}

const unranked = {
  rank: null,
  medianRank: null,
  expectedRank: null,
  lower: null,
  upper: null,
  bestQuarter: null,
  worstQuarter: null,
};
