import { windowMonths } from '../care/status.ts';
import { leadMonths, type TopicPlan } from '../plan/plan.ts';
import type { ReadingTopic } from '../plan/topics.ts';

/** The chance that a member of a denominator counts in the numerator, and the part of it that is the group's own. */
export interface Chance {
  readonly rate: number;
  readonly ownPart: number;
}

/** Whose chance, and when: `month` is the index of the period. */
export interface Where {
  readonly practice: number;
  readonly group: number;
  readonly month: number;
  readonly visitRate: number;
}

/** Chance among the patients seen in a month: the planted rate itself. For screening it is the chance in a window too. */
export function chanceWhenSeen(
  { practiceRates, groupEffects }: TopicPlan,
  { practice, group, month }: Where,
  simulatedMonths: number,
): Chance {
  const ownPart = groupEffects[group]!;
  return { rate: practiceRates[practice * simulatedMonths + leadMonths + month]! + ownPart, ownPart };
}

/**
 * Chance over the twelve months that end with the period, for a reading topic. With r the chance of a reading in a month,
 * the last one is k months old with chance r (1 − r)^k, and there is none with chance (1 − r)^12.
 */
export function chanceInWindow(
  { topic, practiceRates, groupEffects }: TopicPlan<ReadingTopic>,
  { practice, group, month, visitRate }: Where,
  simulatedMonths: number,
): Chance {
  const { share, numerator } = topic.missing;
  const reading = visitRate * (1 - share);
  let none = 1; // chance of no reading since
  let rate = 0;
  for (let back = 0; back < windowMonths; back += 1) {
    const seenRate = practiceRates[practice * simulatedMonths + leadMonths + month - back]! + groupEffects[group]!;
    rate += none * reading * ((seenRate - share * numerator) / (1 - share));
    none *= 1 - reading;
  }
  return { rate: rate + none * numerator, ownPart: ((1 - none) / (1 - share)) * groupEffects[group]! };
}
