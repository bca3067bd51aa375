import type { IntervalMethod } from '../../interval/types.ts';
import type { TwoProportions } from '../types.ts';
import { agrestiCaffoLimit } from './agrestiCaffo.ts';
import { meeLimit } from './mee.ts';
import { miettinenNurminenLimit } from './miettinenNurminen.ts';
import { newcombeLimit } from './newcombe.ts';
import { newcombeCcLimit } from './newcombeCc.ts';
import { waldLimit } from './wald.ts';
import { waldCcLimit } from './waldCc.ts';

/**
 * The interval methods for the difference of two independent rates, by id; the first is the default. What is said of their
 * behaviour was counted over all outcomes at many pairs of rates; test/comparison/difference/coverage.test.ts counts again.
 */
export const differenceMethods = {
  newcombe: {
    id: 'newcombe',
    title: 'Newcombe hybrid score',
    paper: 'Newcombe 1998, Stat Med 17:873, method 10',
    behaviour:
      'At the level on average; above it when both rates are near 0 or 1; for some pairs of rates in small groups a few points below.',
    use: 'The default for the gap between two groups without a member in common.',
    avoid: 'When the groups share members or are the same people at two times.',
    limit: newcombeLimit,
  },
  'newcombe-cc': {
    id: 'newcombe-cc',
    title: 'Newcombe hybrid score with continuity correction',
    paper: 'Newcombe 1998, Stat Med 17:873, method 11',
    behaviour: 'Above the level nearly everywhere: 0.97 on average at level 0.95 with twenty to fifty in each group.',
    use: 'When an interval that covers too little would do harm and one that is too wide would not.',
    avoid: 'As an interval to be read at its level: it claims less certainty than there is.',
    limit: newcombeCcLimit,
  },
  'miettinen-nurminen': {
    id: 'miettinen-nurminen',
    title: 'Miettinen-Nurminen score',
    paper: 'Miettinen and Nurminen 1985, Stat Med 4:213',
    behaviour:
      'At the level on average; for single pairs of rates a point or two below it, and more where a small group meets rare events.',
    use: 'When a test goes with the interval: it excludes 0 exactly where its score test rejects equal rates. Usual in drug trials.',
    avoid: 'When the numbers must be checked by hand: each limit is found by iteration.',
    limit: miettinenNurminenLimit,
    undefinedWhen: ({ group, reference }) =>
      group.denominator + reference.denominator <= 1 ? 'miettinen-nurminen needs more than one member in all' : null,
  },
  mee: {
    id: 'mee',
    title: 'Mee score',
    paper: 'Mee 1984, Biometrics 40:1175',
    behaviour:
      'As Miettinen-Nurminen without its factor N/(N − 1), so a hair narrower: just under the level on average with twenty or more in each.',
    use: 'When the interval must agree with the plain chi-square test of a 2 × 2 table.',
    avoid: 'In groups of a handful, where the missing factor shows.',
    limit: meeLimit,
  },
  'agresti-caffo': {
    id: 'agresti-caffo',
    title: 'Agresti-Caffo',
    paper: 'Agresti and Caffo 2000, Am Stat 54:280',
    behaviour: 'A little above the level on average; well above it when both rates are near 0 or 1.',
    use: 'When one line of arithmetic must do: add one member who met and one who did not to each group.',
    avoid: 'At levels far from 0.95, for which the added members were chosen; they also draw the interval towards 0.',
    limit: agrestiCaffoLimit,
  },
  wald: {
    id: 'wald',
    title: 'Wald',
    paper: 'Newcombe 1998, Stat Med 17:873, method 1',
    behaviour:
      'Below the level: 0.92 on average at level 0.95 with twenty in each group, under 0.80 when both rates are under 10 %. No width at all where both are at 0 % or 100 %.',
    use: 'To repeat a number that was published with it.',
    avoid: 'For anything new.',
    limit: waldLimit,
  },
  'wald-cc': {
    id: 'wald-cc',
    title: 'Wald with continuity correction',
    paper: 'Newcombe 1998, Stat Med 17:873, method 2',
    behaviour: 'Above the level on average, yet far below it for some rates near 0 or 1 in small groups.',
    use: 'To repeat a number that was published with it.',
    avoid: 'For anything new.',
    limit: waldCcLimit,
  },
} as const satisfies Record<string, IntervalMethod<TwoProportions>>;

export type DifferenceMethodId = keyof typeof differenceMethods;
