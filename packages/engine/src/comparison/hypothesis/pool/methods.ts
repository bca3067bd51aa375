import { type Interval, type IntervalMethod, supports } from '../../../interval/types.ts';
import type { Fourfold } from '../fourfold.ts';
import { isComparable, isInformative, type Stratum } from '../strata/types.ts';
import { mhOddsRatio, mhOddsRatioLimit, noOddsRatio } from './oddsRatio.ts';
import { mhRiskDifference, mhRiskDifferenceLimit, noRiskDifference } from './riskDifference.ts';
import { mhRiskRatio, mhRiskRatioLimit, noRiskRatio } from './riskRatio.ts';

export interface PoolMethod extends IntervalMethod<readonly Stratum[]> {
  readonly estimate: (strata: readonly Stratum[]) => number;
  readonly support: Interval;
  /** Whether a stratum adds anything to the estimate. */
  readonly adds: (table: Fourfold) => boolean;
}

/** What can be pooled over strata, and by which method, by id; the first is the default. */
export const poolMethods = {
  'mh-risk-difference': {
    id: 'mh-risk-difference',
    title: 'Mantel-Haenszel risk difference',
    paper: 'Greenland and Robins 1985, Biometrics 41:55',
    behaviour: 'Close to the level with large strata; below it with many strata of few members or rates near 0 or 1.',
    use: 'The default: one gap in rates over all strata, in the unit that readers know.',
    avoid: 'When the gap clearly differs between strata: show the strata. With every group at 0 % or 100 % it has no width.',
    limit: mhRiskDifferenceLimit,
    undefinedWhen: noRiskDifference,
    estimate: mhRiskDifference,
    support: supports.difference,
    adds: isComparable,
  },
  'mh-risk-ratio': {
    id: 'mh-risk-ratio',
    title: 'Mantel-Haenszel risk ratio',
    paper: 'Greenland and Robins 1985, Biometrics 41:55',
    behaviour: 'Close to the level, with few large strata as with many small ones; needs enough events in both groups overall.',
    use: 'When rates of strata differ widely but their ratio is about the same.',
    avoid: 'When one group has no events at all: there is no interval.',
    limit: mhRiskRatioLimit,
    undefinedWhen: noRiskRatio,
    estimate: mhRiskRatio,
    support: supports.ratio,
    adds: (table) => isComparable(table) && table.met > 0,
  },
  'mh-odds-ratio': {
    id: 'mh-odds-ratio',
    title: 'Mantel-Haenszel odds ratio',
    paper: 'Mantel and Haenszel 1959, JNCI 22:719; variance of Robins, Breslow and Greenland 1986, Biometrics 42:311',
    behaviour: 'Close to the level, with few large strata as with many small ones.',
    use: 'Beside the Cochran-Mantel-Haenszel test, and for case-control counts.',
    avoid: 'For readers who take an odds ratio for a ratio of rates: with common outcomes it lies further from 1.',
    limit: mhOddsRatioLimit,
    undefinedWhen: noOddsRatio,
    estimate: mhOddsRatio,
    support: supports.ratio,
    adds: isInformative,
  },
} as const satisfies Record<string, PoolMethod>;

export type PoolMethodId = keyof typeof poolMethods;
