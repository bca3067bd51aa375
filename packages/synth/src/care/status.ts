import { leadMonths, type TopicPlan } from '../plan/plan.ts';
import type { ReadingTopic, ScreeningTopic } from '../plan/topics.ts';
import { type Care, checkUp, colonoscopy, readingCounts, readingTaken, stoolTest, visited } from './care.ts';

/** Months of the rolling measures, the last one included. */
export const windowMonths = 12;

/** Where a member stands at the end of a month, as bits. */
export const rollingCounts = 1;
export const seen = 2;
/** The numerator among patients seen that month; says nothing of the others. */
export const monthCounts = 4;

/** Follows the last reading of every member. @returns member × simulated months + simulated month → bits; zero before the first period */
export function followReadings({ events, simulatedMonths }: Care, { topic }: TopicPlan<ReadingTopic>, index: number): Uint8Array {
  const [taken, counts] = [readingTaken(index), readingCounts(index)];
  const status = new Uint8Array(events.length);
  for (let start = 0; start < events.length; start += simulatedMonths) {
    let last = -windowMonths; // month of the last reading
    let lastCounts = 0;
    for (let month = 0; month < simulatedMonths; month += 1) {
      const happened = events[start + month]!;
      if (happened & taken) {
        last = month;
        lastCounts = happened & counts ? 1 : 0;
      }
      if (month < leadMonths) continue;
      const rolling = month - last < windowMonths ? lastCounts : topic.missing.numerator;
      const now = happened & taken ? lastCounts : topic.missing.numerator;
      status[start + month] = rolling * rollingCounts + (happened & visited ? seen : 0) + now * monthCounts;
    }
  }
  return status;
}

/** Follows the last test of each kind of every member. @returns as `followReadings` */
export function followScreening(
  { events, simulatedMonths, colonoscopyBefore }: Care,
  { topic }: TopicPlan<ScreeningTopic>,
): Uint8Array {
  const status = new Uint8Array(events.length);
  for (let member = 0; member < colonoscopyBefore.length; member += 1) {
    const start = member * simulatedMonths;
    let lastColonoscopy = colonoscopyBefore[member]!;
    let lastStool = -topic.stool.months;
    for (let month = 0; month < simulatedMonths; month += 1) {
      const happened = events[start + month]!;
      if (happened & colonoscopy) lastColonoscopy = month;
      if (happened & stoolTest) lastStool = month;
      if (month < leadMonths) continue;
      const upToDate = month - lastColonoscopy < topic.colonoscopy.months || month - lastStool < topic.stool.months;
      status[start + month] = (upToDate ? rollingCounts | monthCounts : 0) | (happened & checkUp ? seen : 0);
    }
  }
  return status;
}
