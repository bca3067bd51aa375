import { byarLimit } from '../../interval/rate/byar.ts';
import { exactLimit } from '../../interval/rate/exact.ts';
import { pheLimit } from '../../interval/rate/phe.ts';
import type { IntervalMethod, Rate } from '../../interval/types.ts';
import { logNormalRateLimit } from './logNormalRate.ts';

/** The interval methods for observed over expected events, and so for an indirectly standardised rate; the first is the default. */
export const indirectStandardisationMethods = {
  phe: {
    id: 'phe',
    title: 'Exact below 10 events, Byar from 10',
    paper: 'Public Health England 2018, Technical Guide: Confidence Intervals',
    behaviour: 'Exact below 10 events; from 10 on within 0.2 % of the exact limits at level 0.95.',
    use: 'The default: standardised ratios and rates as English public health profiles give them.',
    avoid: 'When the expected events are few and uncertain themselves: they are taken as known here.',
    limit: pheLimit,
  },
  exact: {
    id: 'exact',
    title: 'Exact Poisson',
    paper: 'Garwood 1936, Biometrika 28:437',
    behaviour: 'Never below the level, whatever the true ratio; well above it with few events.',
    use: 'When a promised coverage must be kept, from no events on.',
    avoid: 'When the expected events are few and uncertain themselves: they are taken as known here.',
    limit: exactLimit,
  },
  byar: {
    id: 'byar',
    title: 'Byar',
    paper: 'Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2',
    behaviour:
      'Nearly the exact interval, also at small counts; the lower limit is the first to differ, below about five events.',
    use: 'Arithmetic without special functions, and to match programs that use it at every count.',
    avoid: 'A handful of events at a high level, where its lower limit is 0 before the exact one is.',
    limit: byarLimit,
  },
  'log-normal': {
    id: 'log-normal',
    title: 'Normal on the log scale',
    paper: 'Clayton and Hills 1993, Statistical Models in Epidemiology',
    behaviour: 'Near the level with some dozens of events; both ends are too high with few.',
    use: 'Ratios to be compared by their ratio, and to match the error factors of epidemiology.',
    avoid: 'Few events; no events at all, where it does not exist.',
    limit: logNormalRateLimit,
    undefinedWhen: ({ events }) => (events === 0 ? 'no events: the logarithm of the ratio does not exist' : null),
  },
} as const satisfies Record<string, IntervalMethod<Rate>>;

export type IndirectStandardisationMethodId = keyof typeof indirectStandardisationMethods;
