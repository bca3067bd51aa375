import type { Tail } from '../../number/tail.ts';
import type { OverdispersionScale } from '../../rate/overdispersion.ts';
import { chiSquareLimit } from './chiSquare.ts';
import { binomialLimit, poissonLimit, type Place } from './exact.ts';

/** What units are compared by: events of those who could have them, or observed over expected events. */
export type FunnelStatistic = 'proportion' | 'standardised-ratio';

/** How limits are set. */
export type FunnelMethodId<Statistic extends FunnelStatistic = FunnelStatistic> = Statistic extends 'proportion'
  ? 'normal' | 'arcsine' | 'exact'
  : 'exact' | 'chi-square' | 'log' | 'sqrt';

export interface FunnelMethod {
  /** Where z is taken and overdispersion is measured; limits too, unless the method has its own. */
  readonly scale: OverdispersionScale;
  /** Limits straight from a distribution: chance alone, they cannot be widened. */
  readonly limit?: (place: Place, tail: Tail) => number;
}

/** The methods of each statistic. Those with limits of their own take z from the scale that steadies its variance. */
export const funnelMethods: Readonly<Record<FunnelStatistic, Readonly<Partial<Record<FunnelMethodId, FunnelMethod>>>>> = {
  proportion: {
    normal: { scale: 'proportion-natural' },
    arcsine: { scale: 'proportion-arcsine' },
    exact: { scale: 'proportion-arcsine', limit: binomialLimit },
  },
  'standardised-ratio': {
    exact: { scale: 'ratio-sqrt', limit: poissonLimit },
    'chi-square': { scale: 'ratio-sqrt', limit: chiSquareLimit },
    log: { scale: 'ratio-log' },
    sqrt: { scale: 'ratio-sqrt' },
  },
};
