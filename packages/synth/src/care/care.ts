import type { Random } from '@equipoise/engine';
import { ageAtEnd } from '../calendar.ts';
import type { Members, Panel } from '../people/people.ts';
import type { Plan } from '../plan/plan.ts';

/** What may happen to a member in a month, as bits. */
export const visited = 1;
/** The yearly preventive visit, in which screening is looked after. */
export const checkUp = 2;
export const stoolTest = 4;
export const colonoscopy = 8;
export const readingTaken = (topic: number): number => 16 << (2 * topic);
/** The reading would count in the numerator: controlled for one topic, poor for another. */
export const readingCounts = (topic: number): number => 32 << (2 * topic);

/** What happened: the only thing that results are made of. */
export interface Care {
  readonly simulatedMonths: number;
  /** member × simulated months + simulated month → bits. */
  readonly events: Uint8Array;
  /** Simulated month, negative, of the last colonoscopy before the simulation. */
  readonly colonoscopyBefore: Int32Array;
}

/**
 * Plays every month of every member who can be in a denominator.
 *
 * A visit has a reading unless it is missing; the reading counts with the chance that makes the planted rate p true of
 * patients seen: p = missing · numerator of a missing one + (1 − missing) · chance.
 * Screening tests come by mail, whether or not there is a visit, each month with a constant chance that makes the planted
 * share up to date: (1 − p)^share = (1 − chance)^months for each of the two tests.
 */
export function simulateCare(plan: Plan, members: Members, panel: Panel, random: Random): Care {
  const { simulatedMonths, readings, screening } = plan;
  const { colonoscopy: scope, stool, ages } = screening.topic;
  const events = new Uint8Array(members.count * simulatedMonths);
  const colonoscopyBefore = new Int32Array(members.count);
  for (let member = 0; member < members.count; member += 1) {
    const group = members.group.codes[member]!;
    const practice = members.practice.codes[member]!;
    const born = members.birthMonth[member]!;
    const visitRate = panel.visitRate[member]!;
    const screened =
      ageAtEnd(born, plan.firstMonth + plan.months - 1) >= ages.youngest && ageAtEnd(born, plan.firstMonth) <= ages.oldest;
    const conditions = readings.map((_, topic) => topic).filter((topic) => panel.conditions[topic]![member] === 1);
    if (!screened && conditions.length === 0) continue;

    const unscreened = 1 - screening.practiceRates[practice * simulatedMonths]! - screening.groupEffects[group]!;
    const scopeChance = 1 - unscreened ** (scope.share / scope.months);
    const stoolChance = 1 - unscreened ** (stool.share / stool.months);
    // geometric: the number of months without a colonoscopy, looking back from the start
    colonoscopyBefore[member] = -1 - Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - scopeChance));

    let checkUpMonth = -1;
    for (let month = 0; month < simulatedMonths; month += 1) {
      let bits = 0;
      if (conditions.length > 0 && random.uniform() < visitRate) {
        bits |= visited;
        for (const topic of conditions) {
          const { topic: definition, practiceRates, groupEffects } = readings[topic]!;
          const { share, numerator } = definition.missing;
          if (random.uniform() < share) continue;
          const rate = practiceRates[practice * simulatedMonths + month]! + groupEffects[group]!;
          const chance = (rate - share * numerator) / (1 - share);
          bits |= readingTaken(topic) | (random.uniform() < chance ? readingCounts(topic) : 0);
        }
      }
      if (screened) {
        if (month % 12 === 0) checkUpMonth = month + random.below(14); // two in fourteen leave the year out
        if (month === checkUpMonth) bits |= checkUp;
        if (random.uniform() < stoolChance) bits |= stoolTest;
        if (random.uniform() < scopeChance) bits |= colonoscopy;
      }
      events[member * simulatedMonths + month] = bits;
    }
  }
  return { simulatedMonths, events, colonoscopyBefore };
}
