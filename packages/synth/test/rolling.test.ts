import { createRandom } from '@equipoise/engine';
import { expect, test } from 'vitest';
import {
  type Care,
  checkUp,
  colonoscopy,
  readingCounts,
  readingTaken,
  simulateCare,
  stoolTest,
  visited,
} from '../src/care/care.ts';
import { countResults } from '../src/care/results.ts';
import { drawPeople } from '../src/people/people.ts';
import { definePlan } from '../src/plan/plan.ts';

const firstMonth = 2024 * 12;
const months = 24;
const lead = 12;

/** The months, from the start of the simulation, in which something happened to a member. */
function monthsWith({ events, simulatedMonths }: Care, member: number, bit: number): number[] {
  return Array.from({ length: simulatedMonths }, (_, month) => month).filter(
    (month) => events[member * simulatedMonths + month]! & bit,
  );
}

test('results are what the measures say about the events, read from the whole list each time', () => {
  const random = createRandom(7);
  const plan = definePlan({ firstMonth, months }, random);
  const { members, panel } = drawPeople({ firstMonth, scale: 0.02 }, random);
  const care = simulateCare(plan, members, panel, random);
  const results = countResults(plan, members, panel, care);
  const actual = new Map<string, string>();
  for (let row = 0; row < results.count; row += 1) {
    const key = [results.member[row], results.measure.values[results.measure.codes[row]!], results.period.codes[row]].join(' ');
    actual.set(key, [results.excluded[row], results.denominator[row], results.numerator[row]].join(''));
  }

  const expected = new Map<string, string>();
  const write = (key: string, { member, met, rolling }: { member: number; met: boolean; rolling: boolean }) => {
    if (!panel.excluded[member]) expected.set(key, met ? '011' : '010');
    else if (rolling) expected.set(key, '100');
  };
  for (let member = 0; member < members.count; member += 1) {
    for (let period = 0; period < months; period += 1) {
      const now = lead + period;
      const age = Math.floor((firstMonth + period - members.birthMonth[member]!) / 12);
      if (members.practice.values[members.practice.codes[member]!] === 'practice-19' && (period === 16 || period === 17))
        continue;
      const inWindow = (month: number) => month > now - 12 && month <= now;
      const visits = monthsWith(care, member, visited);

      for (const [topic, { id, oldest, withoutReading }] of [
        { id: 'CBP', oldest: 85, withoutReading: false },
        { id: 'GSD9', oldest: 75, withoutReading: true },
      ].entries()) {
        if (!panel.conditions[topic]![member] || age < 18 || age > oldest) continue;
        const readings = monthsWith(care, member, readingTaken(topic)).filter(inWindow);
        const counting = monthsWith(care, member, readingCounts(topic));
        const met = readings.length === 0 ? withoutReading : counting.includes(readings.at(-1)!);
        write(`${member} ${id} ${period}`, { member, met, rolling: true });
        const metNow = readings.includes(now) ? counting.includes(now) : withoutReading;
        if (visits.includes(now)) write(`${member} ${id}-MONTH ${period}`, { member, met: metNow, rolling: false });
      }

      if (age < 45 || age > 75) continue;
      const scopes = [care.colonoscopyBefore[member]!, ...monthsWith(care, member, colonoscopy)];
      const met =
        scopes.some((month) => month > now - 120 && month <= now) ||
        monthsWith(care, member, stoolTest).some((month) => inWindow(month));
      write(`${member} COL ${period}`, { member, met, rolling: true });
      if (monthsWith(care, member, checkUp).includes(now))
        write(`${member} COL-MONTH ${period}`, { member, met, rolling: false });
    }
  }
  expect(actual.size).toBe(results.count);
  expect(actual.size).toBeGreaterThan(10_000);
  expect([...actual].toSorted()).toEqual([...expected].toSorted());
});
