import { periodOf } from '@equipoise/engine';
import { ageAtEnd } from '../calendar.ts';
import type { Coded, Members, Panel } from '../people/people.ts';
import { leadMonths, type Plan } from '../plan/plan.ts';
import { measureIds } from '../plan/topics.ts';
import type { Care } from './care.ts';
import { followReadings, followScreening, monthCounts, rollingCounts, seen } from './status.ts';

/** The table of results, by column: one row for each member, measure and period. Counts are 0 or 1. */
export interface Results {
  readonly count: number;
  /** Row of the member in the members' columns. */
  readonly member: Int32Array;
  readonly practice: Coded;
  readonly measure: Coded;
  readonly period: Coded;
  readonly eligible: Uint8Array;
  readonly excluded: Uint8Array;
  readonly denominator: Uint8Array;
  readonly numerator: Uint8Array;
}

/**
 * Turns events into the rows of all measures: measure after measure, period after period, in the order of members.
 * Excluded members have rows in the rolling measures only, with denominator 0.
 */
export function countResults(plan: Plan, members: Members, panel: Panel, care: Care): Results {
  const everyone = Int32Array.from({ length: members.count }, (_, member) => member);
  const groups = [
    ...plan.readings.map((reading, index) => ({
      topic: reading.topic,
      patients: everyone.filter((member) => panel.conditions[index]![member] === 1),
      status: followReadings(care, reading, index),
    })),
    { topic: plan.screening.topic, patients: everyone, status: followScreening(care, plan.screening) },
  ];
  const capacity = groups.reduce((sum, { patients }) => sum + 2 * patients.length * plan.months, 0);
  const member = new Int32Array(capacity);
  const [practice, measure, period] = [new Uint8Array(capacity), new Uint8Array(capacity), new Uint8Array(capacity)];
  const [excluded, numerator] = [new Uint8Array(capacity), new Uint8Array(capacity)];
  const silent = members.practice.values.indexOf(plan.outage.practice);
  let count = 0;

  for (const [index, { topic, patients, status }] of groups.entries()) {
    for (const rolling of [true, false]) {
      for (let month = 0; month < plan.months; month += 1) {
        const away = month >= plan.outage.first && month <= plan.outage.last ? silent : -1;
        for (const patient of patients) {
          const at = members.practice.codes[patient]!;
          const age = ageAtEnd(members.birthMonth[patient]!, plan.firstMonth + month);
          if (at === away || age < topic.ages.youngest || age > topic.ages.oldest) continue;
          const standing = status[patient * plan.simulatedMonths + leadMonths + month]!;
          const out = panel.excluded[patient]!;
          if (!rolling && (out || !(standing & seen))) continue;
          member[count] = patient;
          practice[count] = at;
          measure[count] = 2 * index + (rolling ? 0 : 1);
          period[count] = month;
          excluded[count] = out;
          numerator[count] = !out && standing & (rolling ? rollingCounts : monthCounts) ? 1 : 0;
          count += 1;
        }
      }
    }
  }

  const excludedRows = excluded.slice(0, count);
  return {
    count,
    member: member.slice(0, count),
    practice: { values: members.practice.values, codes: practice.slice(0, count) },
    measure: { values: measureIds, codes: measure.slice(0, count) },
    period: {
      values: Array.from({ length: plan.months }, (_, month) => periodOf(plan.firstMonth + month)),
      codes: period.slice(0, count),
    },
    eligible: new Uint8Array(count).fill(1),
    excluded: excludedRows,
    denominator: excludedRows.map((out) => 1 - out),
    numerator: numerator.slice(0, count),
  };
}
