import type { IntervalMethod } from '../../interval/types.ts';
import type { Pairs } from '../types.ts';
import { agrestiMinLimit } from './agrestiMin.ts';
import { bonettPriceLimit } from './bonettPrice.ts';
import { newcombePairedLimit } from './newcombePaired.ts';
import { newcombePairedCcLimit } from './newcombePairedCc.ts';
import { tangoLimit } from './tango.ts';
import { waldPairedLimit } from './waldPaired.ts';

/**
 * The interval methods for the difference of two paired rates, by id; the first is the default. What is said of their
 * behaviour was counted over all outcomes at many rates; test/comparison/paired/coverage.test.ts counts again.
 */
export const pairedMethods = {
  tango: {
    id: 'tango',
    title: 'Tango score',
    paper: 'Tango 1998, Stat Med 17:891',
    behaviour: 'At the level on average or a little above it, also with twenty pairs; for some rates a point below.',
    use: "The default for the same members at two times: it excludes 0 exactly where McNemar's test finds a change.",
    avoid: 'When the numbers must be checked by hand: each limit is found by iteration.',
    limit: tangoLimit,
  },
  'newcombe-paired': {
    id: 'newcombe-paired',
    title: 'Newcombe paired hybrid score',
    paper: 'Newcombe 1998, Stat Med 17:2635, method 8',
    behaviour: 'Just under the level on average with forty pairs or fewer; far below it for some rates when few pairs change.',
    use: 'As the paired companion of the Newcombe interval for two independent groups; no iteration.',
    avoid: 'When few pairs change: it then covers too little.',
    limit: newcombePairedLimit,
  },
  'newcombe-paired-cc': {
    id: 'newcombe-paired-cc',
    title: 'Newcombe paired hybrid score with corrected correlation',
    paper: 'Newcombe 1998, Stat Med 17:2635, method 10',
    behaviour: 'At the level on average; above it when few pairs change; for some rates one or two points below.',
    use: 'The one that Newcombe found to perform well among those without iteration.',
    avoid: 'When the limits must agree with a test: it belongs to none.',
    limit: newcombePairedCcLimit,
  },
  'bonett-price': {
    id: 'bonett-price',
    title: 'Bonett-Price',
    paper: 'Bonett and Price 2012, J Educ Behav Stat 37:479',
    behaviour: 'A little above the level on average, more when few pairs change; seldom a point below.',
    use: 'When one line of arithmetic must do: add one pair to each kind of change.',
    avoid: 'At levels far from 0.95, for which the added pairs were chosen, and when nearly every pair changes the same way.',
    limit: bonettPriceLimit,
  },
  'agresti-min': {
    id: 'agresti-min',
    title: 'Agresti-Min',
    paper: 'Agresti and Min 2005, Stat Med 24:729',
    behaviour: 'Just under the level on average; for some rates several points below it.',
    use: 'To repeat a number that was published with it.',
    avoid: 'For anything new: bonett-price keeps to the level better with the same effort.',
    limit: agrestiMinLimit,
  },
  'wald-paired': {
    id: 'wald-paired',
    title: 'Wald',
    paper: 'Newcombe 1998, Stat Med 17:2635, method 1',
    behaviour:
      'Below the level: 0.92 on average at level 0.95 with twenty pairs, under 0.80 when few pairs change. No width at all when none does.',
    use: 'To repeat a number that was published with it.',
    avoid: 'For anything new.',
    limit: waldPairedLimit,
  },
} as const satisfies Record<string, IntervalMethod<Pairs>>;

export type PairedMethodId = keyof typeof pairedMethods;
