import type { IntervalMethod } from '../../interval/types.ts';
import type { TwoRates } from '../types.ts';
import { exactRatioLimit } from './exact.ts';
import { midPRatioLimit } from './midP.ts';
import { miettinenNurminenRateLimit } from './miettinenNurminen.ts';
import { moverScoreLimit } from './moverScore.ts';
import { scoreRatioLimit } from './score.ts';
import { waldRateLimit } from './wald.ts';
import { waldLogLimit, withoutEvents } from './waldLog.ts';

/**
 * The interval methods for the ratio of two rates, by id; the first is the default. What is said of their behaviour, here and
 * below, was counted over all outcomes at many rates; test/comparison/rates/coverage.test.ts counts again.
 */
export const rateRatioMethods = {
  score: {
    id: 'score',
    title: 'Score',
    paper: 'Graham, Mengersen and Morton 2003, Stat Med 22:2071',
    behaviour:
      'At the level on average, from the fewest events on; with fewer than five in each a point or two below it for some rates.',
    use: 'The default: it has an answer for every count, none included, and agrees with the score interval of the difference.',
    avoid: 'When coverage must never fall below the level.',
    limit: scoreRatioLimit,
  },
  'mid-p': {
    id: 'mid-p',
    title: 'Mid-p conditional',
    paper: 'Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14',
    behaviour:
      'At the level or a hair above from some ten events; above it with fewer: 0.97 on average at level 0.95 under five in each.',
    use: 'When events are few and the exact interval is wider than need be. What epidemiologists print for sparse counts.',
    avoid: 'When coverage must never fall below the level.',
    limit: midPRatioLimit,
  },
  exact: {
    id: 'exact',
    title: 'Exact conditional',
    paper: 'Przyborowski and Wilenski 1940, Biometrika 31:313',
    behaviour: 'Never below the level; above it: at 0.95 it covers 0.99 under five events in each and 0.96 at some thirty.',
    use: 'When the level must be kept whatever the true rates, such as in a contract.',
    avoid: 'When the narrowest honest interval is wanted: with few events it is wider than need be.',
    limit: exactRatioLimit,
  },
  'wald-log': {
    id: 'wald-log',
    title: 'Log Wald',
    paper: 'Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14',
    behaviour:
      'At the level or a little above from some ten events in each; well above it with fewer, when it has an answer at all.',
    use: 'With many events in both groups, to compare with published work: the usual one in epidemiology.',
    avoid: 'With few events; it has no answer when one of the groups has none.',
    limit: waldLogLimit,
    undefinedWhen: withoutEvents,
  },
} as const satisfies Record<string, IntervalMethod<TwoRates>>;

export type RateRatioMethodId = keyof typeof rateRatioMethods;

/** The interval methods for the difference of two rates, by id; the first is the default. */
export const rateDifferenceMethods = {
  'miettinen-nurminen': {
    id: 'miettinen-nurminen',
    title: 'Miettinen-Nurminen score',
    paper: 'Miettinen and Nurminen 1985, Stat Med 4:213',
    behaviour:
      'At the level on average, from the fewest events on, also with unequal exposures; a few points below it for some rare events.',
    use: 'The default: it excludes 0 exactly where the score interval of the ratio excludes 1.',
    avoid: 'When the numbers must be checked by hand: each limit is found by iteration.',
    limit: miettinenNurminenRateLimit,
  },
  'mover-score': {
    id: 'mover-score',
    title: 'Hybrid of score intervals',
    paper: 'Zou and Donner 2008, Stat Med 27:1693',
    behaviour: 'At the level or a little above; 0.97 to 0.98 at level 0.95 under five events in each.',
    use: 'As the companion of the Newcombe interval for proportions; no iteration.',
    avoid: 'When the limits must agree with a test: it belongs to none.',
    limit: moverScoreLimit,
  },
  wald: {
    id: 'wald',
    title: 'Wald',
    paper: 'Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14',
    behaviour:
      'Below the level with few events, and the more so the less equal the exposures. No width at all when neither has an event.',
    use: 'With many events in both groups, to compare with published work.',
    avoid: 'With few events.',
    limit: waldRateLimit,
  },
} as const satisfies Record<string, IntervalMethod<TwoRates>>;

export type RateDifferenceMethodId = keyof typeof rateDifferenceMethods;
