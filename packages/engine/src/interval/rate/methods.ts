import type { IntervalMethod, Rate } from '../types.ts';
import { byarLimit } from './byar.ts';
import { byarHalfLimit } from './byarHalf.ts';
import { exactColumns, exactLimit } from './exact.ts';
import {
  jeffreysRateColumns,
  jeffreysRateLimit,
  jeffreysUnadjustedRateColumns,
  jeffreysUnadjustedRateLimit,
} from './jeffreys.ts';
import { midPRateLimit } from './midP.ts';
import { pheLimit } from './phe.ts';
import { scoreRateLimit } from './score.ts';
import { waldRateLimit } from './wald.ts';

/**
 * The interval methods for events over an exposure, by id; the first is the default. The coverage that each quotes is
 * exact, at level 0.95: the average over true means from 5 to 20 events, and the lowest at any of them.
 */
export const rateMethods = {
  phe: {
    id: 'phe',
    title: 'Exact below 10 events, Byar from 10 on',
    paper: 'Public Health England 2018, Technical Guide: Confidence Intervals, appendices 1 and 2',
    behaviour:
      'As the exact interval: never below the level below 10 events, and no more than 0.2 % from the exact limits at level 0.95 from there on. With 5 to 20 events expected at level 0.95: 96.5 % on average, 95.2 % at worst.',
    use: 'The default for crude rates and observed over expected; the convention of English public health.',
    avoid: 'When the same formula must serve every row of a table, or at levels above 0.99 with 10 to 20 events: take exact.',
    limit: pheLimit,
  },
  exact: {
    id: 'exact',
    title: 'Exact Poisson (Garwood)',
    paper: 'Garwood 1936, Biometrika 28:437',
    behaviour:
      'Never below the level, whatever the rate; above it most of the time. With 5 to 20 events expected at level 0.95: 96.5 % on average, 95.2 % at worst.',
    use: 'When coverage must be guaranteed, at any number of events and any level.',
    avoid: 'When many sparse strata are compared and the extra width hides gaps.',
    limit: exactLimit,
    columns: exactColumns,
  },
  byar: {
    id: 'byar',
    title: 'Byar',
    paper: 'Breslow and Day 1987, Statistical Methods in Cancer Research II, IARC',
    behaviour:
      'That of the exact interval from 10 events on; with 1 or 2 events its lower limit is far too low. With 5 to 20 events expected at level 0.95: 96.5 % on average, 95.2 % at worst.',
    use: 'From 10 events on, where limits must be computed by a formula that fits a spreadsheet.',
    avoid: 'Below 5 events, and at levels above 0.99 below 20: take exact.',
    limit: byarLimit,
  },
  'byar-half': {
    id: 'byar-half',
    title: 'Byar with x + ½ (Rothman and Boice)',
    paper: 'Rothman and Boice 1979, Epidemiologic Analysis with a Programmable Calculator, NIH publication 79-1649',
    behaviour:
      'Near the mid-p interval, so at the level on average instead of above it. With 5 to 20 events expected at level 0.95: 94.9 % on average, 92.3 % at worst.',
    use: "To match R's epitools and DescTools, which call it Byar.",
    avoid:
      'Below 5 events (at none, and a level below 0.9, it even leaves the rate 0 out); where readers expect the Byar of public health, which is wider.',
    limit: byarHalfLimit,
  },
  'mid-p': {
    id: 'mid-p',
    title: 'Mid-p exact',
    paper: 'Cohen and Yang 1994, Stat Med 13:2189',
    behaviour:
      'A little above the level on average, seldom far below it. With 5 to 20 events expected at level 0.95: 95.2 % on average, 92.7 % at worst.',
    use: 'For sparse strata, when exact is too wide.',
    avoid: 'When coverage must never fall below the level.',
    limit: midPRateLimit,
  },
  jeffreys: {
    id: 'jeffreys',
    title: 'Jeffreys',
    paper: 'Brown, Cai and DasGupta 2003, Stat Sin 13:19',
    behaviour:
      'At the level on average, as often below as above; its tails miss equally often on both sides. With 5 to 20 events expected at level 0.95: 94.9 % on average, 92.3 % at worst.',
    use: 'For one-sided limits, and where an interval is to be read as a range of belief without prior knowledge.',
    avoid: 'When coverage must never fall below the level.',
    limit: jeffreysRateLimit,
    columns: jeffreysRateColumns,
  },
  'jeffreys-unadjusted': {
    id: 'jeffreys-unadjusted',
    title: 'Jeffreys, lower end as the prior gives it',
    paper: 'Brown, Cai and DasGupta 2003, Stat Sin 13:19',
    behaviour:
      'As Jeffreys, but its lower limit at 0 events is above 0 and so misses true rates next to 0. With 5 to 20 events expected at level 0.95: 94.9 % on average, 92.3 % at worst.',
    use: 'To match Bayesian software that takes the two quantiles of gamma(x + ½) as they come.',
    avoid: 'When a stratum may have 0 events: an interval without its own estimate confuses readers.',
    limit: jeffreysUnadjustedRateLimit,
    columns: jeffreysUnadjustedRateColumns,
  },
  score: {
    id: 'score',
    title: 'Score',
    paper: 'Barker 2002, Am Stat 56:85',
    behaviour:
      'Near the level on average, but its lower limit is too high twice as often as its upper limit is too low. With 5 to 20 events expected at level 0.95: 95.2 % on average, 93.5 % at worst.',
    use: "Beside Wilson's interval for proportions: it is the same idea, and a closed formula.",
    avoid: 'When both tails must miss equally often, as with one-sided limits.',
    limit: scoreRateLimit,
  },
  wald: {
    id: 'wald',
    title: 'Wald',
    paper: 'Barker 2002, Am Stat 56:85',
    behaviour:
      'Below the level, far below it with few events. With 5 to 20 events expected at level 0.95: 92.9 % on average, 87.4 % at worst.',
    use: 'Only to repeat a published figure that used it.',
    avoid: 'For any decision: at 0 events it has no width and claims certainty.',
    limit: waldRateLimit,
  },
} as const satisfies Record<string, IntervalMethod<Rate>>;

export type RateMethodId = keyof typeof rateMethods;
