import { periodOf } from '@equipoise/engine';
import type { Results } from '../care/results.ts';
import { practices } from '../geography/practices.ts';
import type { Members, Panel } from '../people/people.ts';
import { changeDate } from '../plan/changes.ts';
import type { Plan } from '../plan/plan.ts';
import { expectCompleteness, type ExpectedCompleteness } from './completeness.ts';
import { keyOf, sumChances } from './sums.ts';

/** What was planted, and what it makes true of the rows that were drawn. Rates and differences are fractions. */
export interface Truth {
  readonly seed: number;
  readonly scale: number;
  readonly firstPeriod: string;
  readonly lastPeriod: string;
  readonly stratification: 'race-ethnicity';
  readonly topics: readonly PlantedTopic[];
  readonly changes: readonly PlantedChange[];
  readonly outages: readonly PlantedOutage[];
  readonly expected: readonly ExpectedRate[];
  readonly gaps: readonly PlantedGap[];
  /** When each practice asks for race and ethnicity, and what that leaves known of its patients. */
  readonly asking: Readonly<Record<string, string>>;
  readonly completeness: readonly ExpectedCompleteness[];
}

/** Planted rates: among patients seen in a month, rate = base + practice's effect + group's effect + changes so far. */
export interface PlantedTopic {
  /** The rolling measure and the monthly one. */
  readonly measures: readonly string[];
  readonly direction: 'higher' | 'lower';
  readonly base: number;
  readonly groupEffects: Readonly<Record<string, number>>;
  readonly practiceEffects: Readonly<Record<string, number>>;
}

/** A lasting change of one practice, for all its patients alike. */
export interface PlantedChange {
  readonly kind: 'pdsa' | 'event';
  readonly organization: string;
  readonly measures: readonly string[];
  /** Date of the annotation; the change holds from the month after it. */
  readonly date: string;
  readonly periodStart: string;
  /** Signed change of the rate among patients seen; a rolling rate takes twelve months to get there. */
  readonly rateChange: number;
  readonly better: boolean;
}

/** Periods of which a practice has no rows at all. Later windows do hold what happened in them. */
export interface PlantedOutage {
  readonly organization: string;
  readonly periods: readonly string[];
}

/**
 * Mean of the planted chances over a denominator of the last period: what an estimate should meet. Rows are the payer by
 * group, the payer in total and every practice in total; an empty denominator has no row.
 */
export interface ExpectedRate {
  readonly measure: string;
  readonly period: string;
  readonly organization: string;
  /** A race-ethnicity group, or `Total`. */
  readonly stratum: string;
  readonly denominator: number;
  readonly rate: number;
}

/**
 * Gap of a group against another at the payer in the last period, positive when the group is worse off:
 * total = within (the group's own effect, the same in every practice) + between (which practices its members go to and,
 * in a rolling measure, how often they happen to come).
 */
export interface PlantedGap {
  readonly measure: string;
  readonly period: string;
  readonly stratum: string;
  readonly reference: string;
  readonly within: number;
  readonly between: number;
  readonly total: number;
}

const reference = 'White';

/** Writes down the plan and takes the mean of its chances over the rows of the last period. */
export function recordTruth(
  { seed, scale }: { readonly seed: number; readonly scale: number },
  plan: Plan,
  people: { readonly members: Members; readonly panel: Panel },
  results: Results,
): Truth {
  const { group, practice } = people.members;
  const { values: periods } = results.period;
  const period = periods.at(-1)!;
  const topicPlans = [...plan.readings, plan.screening];
  const sums = sumChances(plan, people, results);

  return {
    seed,
    scale,
    firstPeriod: periods[0]!,
    lastPeriod: period,
    stratification: 'race-ethnicity',
    topics: topicPlans.map(({ topic, groupEffects, practiceEffects }) => ({
      measures: [topic.id, `${topic.id}-MONTH`],
      direction: topic.direction,
      base: topic.base,
      groupEffects: named(group.values, groupEffects),
      practiceEffects: named(practice.values, practiceEffects),
    })),
    changes: plan.changes.map((change) => ({
      kind: change.kind,
      organization: change.practice,
      measures: [change.topic, `${change.topic}-MONTH`],
      date: changeDate(change, plan.firstMonth),
      periodStart: periodOf(plan.firstMonth + change.from),
      rateChange: change.rateChange,
      better: change.rateChange > 0 === (topicPlans.find(({ topic }) => topic.id === change.topic)!.topic.direction === 'higher'),
    })),
    outages: [{ organization: plan.outage.practice, periods: periods.slice(plan.outage.first, plan.outage.last + 1) }],
    expected: [...sums.values()].map(({ measure, organization, stratum, denominator, rate }) => ({
      measure,
      period,
      organization,
      stratum,
      denominator,
      rate: rounded(rate / denominator),
    })),
    gaps: topicPlans.flatMap(({ topic }) =>
      [topic.id, `${topic.id}-MONTH`].flatMap((measure) => {
        const theirs = sums.get(keyOf({ measure, stratum: reference }));
        return group.values.flatMap((stratum): PlantedGap[] => {
          const own = sums.get(keyOf({ measure, stratum }));
          if (!own || !theirs || own === theirs) return [];
          const worse = topic.direction === 'higher' ? -1 : 1;
          const total = worse * (own.rate / own.denominator - theirs.rate / theirs.denominator);
          const within = worse * (own.ownPart / own.denominator - theirs.ownPart / theirs.denominator);
          const [a, b] = [rounded(within), rounded(total - within)];
          return [{ measure, period, stratum, reference, within: a, between: b, total: rounded(a + b) }];
        });
      }),
    ),
    asking: Object.fromEntries(practices.map(({ id, asking }) => [id, asking])),
    completeness: expectCompleteness(people.members, results),
  };
}

/** Six decimals: far finer than any estimate, and the same text on every machine. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0; // + 0 turns a negative zero into zero
}

function named(names: readonly string[], values: Float64Array): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [name, rounded(values[index]!)]));
}
