import type { Results } from '../care/results.ts';
import { payerId, practices } from '../geography/practices.ts';
import { type Asking, type RaceEthnicityGroup, raceEthnicityGroups, sourceCodes } from '../people/raceEthnicity.ts';
import type { Members } from '../people/people.ts';

/** Expected shares of a denominator of the last period, by how race and ethnicity came to be known. They add up to 1. */
export interface ExpectedCompleteness {
  readonly measure: string;
  readonly period: string;
  readonly organization: string;
  readonly denominator: number;
  readonly selfReported: number;
  readonly indirect: number;
  readonly declined: number;
  readonly unknown: number;
}

type Shares = [selfReported: number, indirect: number, declined: number, unknown: number];

/** What a member's group and practice make likely. Only a category can be self-reported: a refusal is declined, nothing is unknown. */
function chancesOf(group: RaceEthnicityGroup, asking: Asking): Shares {
  if (group === 'Asked But No Answer') return [0, 0, 1, 0];
  const weights = sourceCodes(group, asking);
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const share = (source: string) => (weights[source] ?? 0) / total;
  return [share('direct'), share('indirect'), 0, share('unknown')];
}

/** The mean of the planted chances over each denominator of the last period: the payer and every practice. */
export function expectCompleteness(members: Members, results: Results): readonly ExpectedCompleteness[] {
  const month = results.period.values.length - 1;
  const chances = practices.map(({ asking }) => raceEthnicityGroups.map((group) => chancesOf(group, asking)));
  const organizations = [payerId, ...members.practice.values];
  const sums = results.measure.values.map(() => organizations.map(() => new Float64Array(5)));
  for (let row = 0; row < results.count; row += 1) {
    if (results.period.codes[row] !== month || results.denominator[row] === 0) continue;
    const member = results.member[row]!;
    const practice = members.practice.codes[member]!;
    const chance = chances[practice]![members.group.codes[member]!]!;
    for (const place of [0, practice + 1]) {
      const sum = sums[results.measure.codes[row]!]![place]!;
      sum[4]! += 1;
      for (let share = 0; share < 4; share += 1) sum[share]! += chance[share]!;
    }
  }
  return results.measure.values.flatMap((measure, code) =>
    organizations.flatMap((organization, place) => {
      const sum = sums[code]![place]!;
      const denominator = sum[4]!;
      if (denominator === 0) return [];
      const [selfReported, indirect, declined, unknown] = Array.from(
        sum,
        (share) => Math.round((1e6 * share) / denominator) / 1e6,
      );
      const shares = { selfReported: selfReported!, indirect: indirect!, declined: declined!, unknown: unknown! };
      return [{ measure, period: results.period.values[month]!, organization, denominator, ...shares }];
    }),
  );
}
