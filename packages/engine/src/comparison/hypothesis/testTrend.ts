import { requireProportion } from '../../interval/types.ts';
import { named } from '../../number/named.ts';
import { testBy } from './oneWayIn.ts';
import { type TrendTestId, trendTests } from './trend/methods.ts';
import type { ScoredProportion } from './trend/types.ts';
import type { TestResult } from './types.ts';

export interface TestTrendOptions {
  readonly method?: TrendTestId;
}

/**
 * Tests whether rates rise or fall steadily over ordered groups: the one way in.
 *
 * @param groups   counts of each group with its score, any number that says where it stands; possibly fractional counts
 * @param options  method (default `cochran-armitage`)
 * @returns        statistic z, positive where rates rise with the score, and two-sided p-value; nulls and a reason when nobody
 *                 or everybody met the measure, or all groups counted have the same score
 * @throws RangeError when the counts, a score or the method are impossible
 * @example testTrend([{ score: 0, denominator: 50, numerator: 3 }, { score: 1, denominator: 50, numerator: 6 }, { score: 2, denominator: 50, numerator: 9 }, { score: 3, denominator: 50, numerator: 13 }]) // { statistic: 2.8835, df: null, p: 0.003933, method: 'cochran-armitage', reason: null }
 *
 * Source: Armitage 1955, Biometrics 11:375.
 */
export function testTrend(
  groups: readonly ScoredProportion[],
  { method = 'cochran-armitage' }: TestTrendOptions = {},
): TestResult<TrendTestId> {
  for (const [at, group] of groups.entries()) named(`group ${at + 1}`, () => requireScored(group));
  return testBy({ methods: trendTests, method, counts: groups, empty: null });
}

function requireScored({ score, ...cell }: ScoredProportion): void {
  if (!Number.isFinite(score)) throw new RangeError(`score must be a number, got ${score}`);
  requireProportion(cell);
}
