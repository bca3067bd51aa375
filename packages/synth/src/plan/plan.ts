import type { Random } from '@equipoise/engine';
import { practices } from '../geography/practices.ts';
import { type Change, type Outage, planChanges, planOutage } from './changes.ts';
import { drawPracticeEffects, listGroupEffects } from './effects.ts';
import { colorectalScreening, type ReadingTopic, readingTopics, type ScreeningTopic } from './topics.ts';

/** Months simulated before the first period, so that its rolling window is full. */
export const leadMonths = 12;

/** The planted rates of one topic: rate = practice's rate in the month + what the group adds. */
export interface TopicPlan<T extends ReadingTopic | ScreeningTopic = ReadingTopic | ScreeningTopic> {
  readonly topic: T;
  readonly practiceEffects: Float64Array;
  readonly groupEffects: Float64Array;
  /** Expected rate of White patients seen: practice × simulated months + simulated month. */
  readonly practiceRates: Float64Array;
}

/** Everything that is decided before anybody is drawn. */
export interface Plan {
  /** The first period, in months since 0000-01. */
  readonly firstMonth: number;
  /** Number of periods; simulated month s is period s − leadMonths. */
  readonly months: number;
  readonly simulatedMonths: number;
  readonly readings: readonly TopicPlan<ReadingTopic>[];
  /** Has no changes: a test lasts for years, so a changed rate would be years in coming. */
  readonly screening: TopicPlan<ScreeningTopic>;
  readonly changes: readonly Change[];
  readonly outage: Outage;
}

/** Decides rates, changes and the outage. */
export function definePlan(
  { firstMonth, months }: { readonly firstMonth: number; readonly months: number },
  random: Random,
): Plan {
  const simulatedMonths = months + leadMonths;
  const changes = planChanges(months);

  function planTopic<T extends ReadingTopic | ScreeningTopic>(topic: T): TopicPlan<T> {
    const practiceEffects = drawPracticeEffects(topic, random);
    const practiceRates = new Float64Array(practices.length * simulatedMonths);
    for (const [index, { id }] of practices.entries()) {
      const own = changes.filter((change) => change.practice === id && change.topic === topic.id);
      for (let month = 0; month < simulatedMonths; month += 1) {
        const shift = own.reduce((sum, { from, rateChange }) => sum + (month - leadMonths >= from ? rateChange : 0), 0);
        practiceRates[index * simulatedMonths + month] = topic.base + practiceEffects[index]! + shift;
      }
    }
    return { topic, practiceEffects, groupEffects: listGroupEffects(topic.groups), practiceRates };
  }

  return {
    firstMonth,
    months,
    simulatedMonths,
    readings: readingTopics.map((topic) => planTopic(topic)),
    screening: planTopic(colorectalScreening),
    changes,
    outage: planOutage(months),
  };
}
