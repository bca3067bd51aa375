import type { IntervalMethod } from '../../interval/types.ts';
import { directLogNormalLimit } from './directLogNormal.ts';
import { directNormalLimit } from './directNormal.ts';
import { withoutEvents } from './dobson.ts';
import { dobsonByarLimit } from './dobsonByar.ts';
import { dobsonByarNonindependentLimit } from './dobsonByarNonindependent.ts';
import { dobsonExactLimit } from './dobsonExact.ts';
import { fayFeuerLimit } from './fayFeuer.ts';
import type { DirectSums } from './sums.ts';
import { tiwariLimit } from './tiwari.ts';

/** The interval methods for a directly standardised rate, by id; the first is the default. */
export const directStandardisationMethods = {
  'fay-feuer': {
    id: 'fay-feuer',
    title: 'Fay-Feuer gamma',
    paper: 'Fay and Feuer 1997, Stat Med 16:791',
    behaviour: 'At or above the level in all known studies, also with few events; too wide where the weights differ much.',
    use: 'The default: sparse strata, few events, groups by race and ethnicity; it has an upper limit even at no events.',
    avoid: 'When the narrowest honest interval is wanted and events are many: tiwari or dobson-exact are tighter.',
    limit: fayFeuerLimit,
  },
  tiwari: {
    id: 'tiwari',
    title: 'Tiwari-Clegg-Zou modified gamma',
    paper: 'Tiwari, Clegg and Zou 2006, Stat Methods Med Res 15:547',
    behaviour:
      'Close to the level on average and shorter than fay-feuer; may fall below it when events are few and weights uneven.',
    use: 'To match the rates of the United States cancer registries (SEER*Stat offers it); ten events and more.',
    avoid: 'Sparse tables with very uneven weights, where its coverage is not kept.',
    limit: tiwariLimit,
  },
  'dobson-byar': {
    id: 'dobson-byar',
    title: "Dobson on Byar's limits",
    paper: 'Dobson, Kuulasmaa, Eberle and Scherer 1991, Stat Med 10:457',
    behaviour: 'Close to the level from about ten events on.',
    use: 'To match English public health profiles, which use it and withhold rates of fewer than ten events.',
    avoid: 'Fewer than ten events; no events at all, where it does not exist.',
    limit: dobsonByarLimit,
    undefinedWhen: withoutEvents,
  },
  'dobson-exact': {
    id: 'dobson-exact',
    title: 'Dobson on exact Poisson limits',
    paper: 'Dobson, Kuulasmaa, Eberle and Scherer 1991, Stat Med 10:457',
    behaviour: 'Close to the level, mostly above it; with equal weights in all strata it is the exact interval.',
    use: "The method of the paper itself, where Byar's approximation is not wanted.",
    avoid: 'No events at all, where it does not exist; very uneven weights with few events.',
    limit: dobsonExactLimit,
    undefinedWhen: withoutEvents,
  },
  'dobson-byar-nonindependent': {
    id: 'dobson-byar-nonindependent',
    title: "Dobson on Byar's limits, repeated events",
    paper: 'Stukel et al. 1994, Stat Med 13:1781; Dobson et al. 1991, Stat Med 10:457',
    behaviour: 'As dobson-byar, with the variance that events coming in the same people have; the others are too narrow there.',
    use: 'Admissions, emergency visits and other events that one person can have several times.',
    avoid: 'When it is not known how many people had how many events.',
    limit: dobsonByarNonindependentLimit,
    undefinedWhen: withoutEvents,
  },
  normal: {
    id: 'normal',
    title: 'Normal',
    paper: 'Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2',
    behaviour: 'Below the level with fewer than about 100 events, and lopsided: too low at both ends.',
    use: 'To reproduce older tables.',
    avoid: 'Everywhere else; at no events it is a single point, which claims a certainty that nobody has.',
    limit: directNormalLimit,
  },
  'log-normal': {
    id: 'log-normal',
    title: 'Normal on the log scale',
    paper: 'Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2',
    behaviour: 'Better balanced than normal; still an approximation for large counts, reaching too high with few events.',
    use: 'Rates that are to be compared by their ratio, with some dozens of events.',
    avoid: 'Few events; no events at all, where it does not exist.',
    limit: directLogNormalLimit,
    undefinedWhen: ({ events }) => (events === 0 ? 'no events: the logarithm of the rate does not exist' : null),
  },
} as const satisfies Record<string, IntervalMethod<DirectSums>>;

export type DirectStandardisationMethodId = keyof typeof directStandardisationMethods;
