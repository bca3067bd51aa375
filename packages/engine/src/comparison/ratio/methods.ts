import type { IntervalMethod } from '../../interval/types.ts';
import type { TwoProportions } from '../types.ts';
import { inverseSinhLimit } from './inverseSinh.ts';
import { katzLimit } from './katz.ts';
import { koopmanLimit } from './koopman.ts';
import { miettinenNurminenRatioLimit } from './miettinenNurminen.ts';
import { moverWilsonLimit } from './moverWilson.ts';
import { walterLimit } from './walter.ts';

/** The interval methods for the ratio of two independent rates, by id; the first is the default. */
export const ratioMethods = {
  koopman: {
    id: 'koopman',
    title: 'Koopman score',
    paper: 'Koopman 1984, Biometrics 40:513',
    behaviour:
      'Close to the level on average, also with few events, zeros and rates near 1; a little below it for some pairs of rates.',
    use: 'The default for a rate ratio of two groups without a member in common. It excludes 1 exactly where Pearson’s chi-square test rejects.',
    avoid: 'When the numbers must be checked by hand: each limit is found by iteration.',
    limit: koopmanLimit,
  },
  'miettinen-nurminen': {
    id: 'miettinen-nurminen',
    title: 'Miettinen-Nurminen score',
    paper: 'Miettinen and Nurminen 1985, Stat Med 4:213',
    behaviour:
      'Like Koopman with the variance enlarged by N/(N − 1): wider by a hair, and as much nearer to the level in groups of a handful.',
    use: 'When differences, ratios and odds ratios should all be read by one method; usual in drug trials.',
    avoid: 'When the numbers must be checked by hand: each limit is found by iteration.',
    limit: miettinenNurminenRatioLimit,
    undefinedWhen: ({ group, reference }) =>
      group.denominator + reference.denominator <= 1 ? 'miettinen-nurminen needs more than one member in all' : null,
  },
  'mover-wilson': {
    id: 'mover-wilson',
    title: 'Hybrid score (MOVER-R on Wilson)',
    paper: 'Donner and Zou 2012, Stat Methods Med Res 21:347',
    behaviour: 'Close to the level on average; a little above it when both rates are rare.',
    use: 'When an answer for every count is wanted from closed formulas: it joins the Wilson intervals of the two rates.',
    avoid: 'When the interval must agree with a chi-square test.',
    limit: moverWilsonLimit,
  },
  katz: {
    id: 'katz',
    title: 'Katz log',
    paper: 'Katz, Baptista, Azen and Pike 1978, Biometrics 34:469',
    behaviour:
      'Close to the level with some ten events and ten misses in each group; well above it with rare events, far below it when a small group is near 100 %.',
    use: 'To meet what most epidemiological papers and programs print.',
    avoid:
      'With few events, where it is wide or has no answer, and near 100 %: it has no width at all when both groups are there.',
    limit: katzLimit,
    undefinedWhen: (groups) => withoutEvents('katz', groups),
  },
  'inverse-sinh': {
    id: 'inverse-sinh',
    title: 'Inverse sinh',
    paper: 'Newcombe 2001, Am Stat 55:200',
    behaviour: 'Between Katz and the score intervals: nearer to the level than Katz with few events, as far below it near 100 %.',
    use: 'When Katz’s formula is wanted with less of its width at small counts.',
    avoid: 'With a group that has no events, where it has no answer, or is near 100 %.',
    limit: inverseSinhLimit,
    undefinedWhen: (groups) => withoutEvents('inverse-sinh', groups),
  },
  walter: {
    id: 'walter',
    title: 'Walter adjusted log',
    paper: 'Walter 1975, Biometrika 62:371',
    behaviour: 'Close to the level on average, but above it with rare events and far below it when a small group is near 100 %.',
    use: 'When a closed formula of Katz’s kind must also answer for groups without events: it adds half a member to every count.',
    avoid: 'Near 100 %, and when the limits are read beside the crude ratio: its centre is another.',
    limit: walterLimit,
  },
} as const satisfies Record<string, IntervalMethod<TwoProportions>>;

export type RatioMethodId = keyof typeof ratioMethods;

function withoutEvents(method: string, { group, reference }: TwoProportions): string | null {
  if (group.numerator === 0) return `${method} needs events in both groups: numerator of the group is 0`;
  return reference.numerator === 0 ? `${method} needs events in both groups: numerator of the reference is 0` : null;
}
