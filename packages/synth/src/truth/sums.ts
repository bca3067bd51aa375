import type { Results } from '../care/results.ts';
import { payerId } from '../geography/practices.ts';
import type { Members, Panel } from '../people/people.ts';
import type { Plan } from '../plan/plan.ts';
import { type Chance, chanceInWindow, chanceWhenSeen } from './expected.ts';

/** Chances added up over one denominator. */
export interface Sum {
  readonly measure: string;
  readonly organization: string;
  readonly stratum: string;
  denominator: number;
  rate: number;
  ownPart: number;
}

/** Where the sum of a measure and stratum is found; the payer's unless another organization is named. */
export function keyOf({
  measure,
  organization = payerId,
  stratum = 'Total',
}: {
  readonly measure: string;
  readonly organization?: string;
  readonly stratum?: string;
}): string {
  return `${measure}|${organization}|${stratum}`;
}

/** Adds up the chances of every denominator of the last period: the payer by group and in total, every practice in total. */
export function sumChances(
  plan: Plan,
  { members, panel }: { readonly members: Members; readonly panel: Panel },
  results: Results,
): ReadonlyMap<string, Sum> {
  const month = plan.months - 1;
  const sums = new Map<string, Sum>();
  const places = results.measure.values.flatMap((measure) => [
    { measure, organization: payerId, stratum: 'Total' },
    ...members.group.values.map((stratum) => ({ measure, organization: payerId, stratum })),
    ...members.practice.values.map((organization) => ({ measure, organization, stratum: 'Total' })),
  ]);
  for (const place of places) sums.set(keyOf(place), { ...place, denominator: 0, rate: 0, ownPart: 0 });

  for (let row = 0; row < results.count; row += 1) {
    if (results.period.codes[row] !== month || results.denominator[row] === 0) continue;
    const member = results.member[row]!;
    const [practice, group] = [members.practice.codes[member]!, members.group.codes[member]!];
    const where = { practice, group, month, visitRate: panel.visitRate[member]! };
    const code = results.measure.codes[row]!;
    const reading = plan.readings[code >> 1]; // two measures a topic, the rolling one first
    const chance =
      reading && code % 2 === 0
        ? chanceInWindow(reading, where, plan.simulatedMonths)
        : chanceWhenSeen(reading ?? plan.screening, where, plan.simulatedMonths);
    const measure = results.measure.values[code]!;
    add(sums.get(keyOf({ measure }))!, chance);
    add(sums.get(keyOf({ measure, stratum: members.group.values[group]! }))!, chance);
    add(sums.get(keyOf({ measure, organization: members.practice.values[practice]! }))!, chance);
  }
  for (const [key, { denominator }] of sums) if (denominator === 0) sums.delete(key);
  return sums;
}

function add(sum: Sum, { rate, ownPart }: Chance): void {
  sum.denominator += 1;
  sum.rate += rate;
  sum.ownPart += ownPart;
}
