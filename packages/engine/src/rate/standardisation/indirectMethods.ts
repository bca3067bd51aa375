import { rateMethods } from '../../interval/rate/methods.ts';
import type { IntervalMethod, Rate } from '../../interval/types.ts';
import { logNormalRateLimit } from './logNormalRate.ts';

const takenAsKnown = 'When the expected events are few and uncertain themselves: they are taken as known here.';

/**
 * The interval methods for observed over expected events, and so for an indirectly standardised rate; the first is the
 * default. The observed events are a rate over the expected ones, so its methods serve; what is new is what they do not see.
 */
export const indirectStandardisationMethods = {
  phe: { ...rateMethods.phe, avoid: `${rateMethods.phe.avoid} ${takenAsKnown}` },
  exact: { ...rateMethods.exact, avoid: `${rateMethods.exact.avoid} ${takenAsKnown}` },
  byar: { ...rateMethods.byar, avoid: `${rateMethods.byar.avoid} ${takenAsKnown}` },
  'log-normal': {
    id: 'log-normal',
    title: 'Normal on the log scale',
    paper: 'Clayton and Hills 1993, Statistical Models in Epidemiology',
    behaviour: 'Near the level with some dozens of events; both ends are too high with few.',
    use: 'For ratios to be compared by their ratio, and to match the error factors of epidemiology.',
    avoid: `With few events, and with none, where it does not exist. ${takenAsKnown}`,
    limit: logNormalRateLimit,
    undefinedWhen: ({ events }) => (events === 0 ? 'no events: the logarithm of the ratio does not exist' : null),
  },
} as const satisfies Record<string, IntervalMethod<Rate>>;

export type IndirectStandardisationMethodId = keyof typeof indirectStandardisationMethods;
