import type { IntervalMethod } from '../../interval/types.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { baptistaPikeLimit } from './baptistaPike.ts';
import { baptistaPikeMidPLimit } from './baptistaPikeMidP.ts';
import { fisherOddsRatioLimit } from './fisher.ts';
import { fisherMidPOddsRatioLimit } from './fisherMidP.ts';
import { gartLimit } from './gart.ts';
import { miettinenNurminenOddsRatioLimit } from './miettinenNurminen.ts';
import { tableOf } from './table.ts';
import { uncorrectedScoreLimit } from './uncorrectedScore.ts';
import { woolfLimit } from './woolf.ts';

/** The interval methods for the odds ratio of two independent groups, by id; the first is the default. */
export const oddsRatioMethods = {
  'miettinen-nurminen': {
    id: 'miettinen-nurminen',
    title: 'Miettinen-Nurminen score',
    paper: 'Miettinen and Nurminen 1985, Stat Med 4:213',
    behaviour:
      'Close to the level on average, also with zeros and small or unequal groups; a little below it for some pairs of rates.',
    use: 'The default for an odds ratio: it answers for every count, and as the score interval of a difference or ratio does.',
    avoid: 'When coverage must never fall below the level, or when the numbers must be checked by hand.',
    limit: miettinenNurminenOddsRatioLimit,
    undefinedWhen: ({ group, reference }) =>
      group.denominator + reference.denominator <= 1 ? 'miettinen-nurminen needs more than one member in all' : null,
  },
  'uncorrected-score': {
    id: 'uncorrected-score',
    title: 'Score without correction',
    paper: 'Cornfield 1956, Proc Third Berkeley Symp 4:135',
    behaviour: 'Like Miettinen-Nurminen without the factor N/(N − 1): narrower by a hair.',
    use: 'When the interval must exclude 1 exactly where Pearson’s chi-square test rejects.',
    avoid: 'In groups of a handful, where the missing factor shows.',
    limit: uncorrectedScoreLimit,
  },
  woolf: {
    id: 'woolf',
    title: 'Woolf logit',
    paper: 'Woolf 1955, Ann Hum Genet 19:251',
    behaviour: 'Above the level with small groups or rare events, close to it with some ten members in each of the four counts.',
    use: 'To meet what most epidemiological papers and programs print; logistic regression with one yes-no factor gives the same.',
    avoid: 'With small counts: it is wide, and has no answer when one of the four is 0.',
    limit: woolfLimit,
    undefinedWhen: zeroCount,
  },
  gart: {
    id: 'gart',
    title: 'Gart adjusted logit',
    paper: 'Gart 1966, JRSS B 28:164',
    behaviour:
      'Above the level with small groups or rare events, though less than Woolf; a little below it for some rates near 0 or 1.',
    use: 'When a closed formula of Woolf’s kind must also answer for zeros: it adds half a member to each of the four counts.',
    avoid: 'When the limits are read beside the crude odds ratio: its centre is another.',
    limit: gartLimit,
  },
  fisher: {
    id: 'fisher',
    title: 'Exact conditional, central',
    paper: 'Cornfield 1956, Proc Third Berkeley Symp 4:135',
    behaviour: 'Never below the level, and far above it with small groups; holds half of 1 − level beyond each end.',
    use: 'When the interval must agree with R’s fisher.test, or each end be safe by itself.',
    avoid: 'As an interval to be read at its level: it claims less certainty than there is.',
    limit: fisherOddsRatioLimit,
    requireCounts: requireWholeProportions,
  },
  'fisher-mid-p': {
    id: 'fisher-mid-p',
    title: 'Mid-p conditional, central',
    paper: 'Mehta and Walsh 1992, Am Stat 46:146',
    behaviour: 'Above the level with small groups or rare events, close to it otherwise; seldom below.',
    use: 'When exact inference is wanted without most of its caution; both ends are judged by themselves.',
    avoid: 'When coverage must never fall below the level.',
    limit: fisherMidPOddsRatioLimit,
    requireCounts: requireWholeProportions,
  },
  'baptista-pike': {
    id: 'baptista-pike',
    title: 'Baptista-Pike exact',
    paper: 'Baptista and Pike 1977, Appl Stat 26:214',
    behaviour: 'Never below the level; above it with small groups, though less than the central exact interval.',
    use: 'When coverage must never fall below the level and the interval should be short; it goes with Fisher’s two-sided test.',
    avoid: 'When each end must be safe by itself: it may spend most of 1 − level beyond one of them.',
    limit: baptistaPikeLimit,
    requireCounts: requireWholeProportions,
  },
  'baptista-pike-mid-p': {
    id: 'baptista-pike-mid-p',
    title: 'Baptista-Pike mid-p',
    paper: 'Fagerland, Lydersen and Laake 2015, Stat Methods Med Res 24:224',
    behaviour: 'Close to the level on average, also with small groups; a little below it for some pairs of rates.',
    use: 'When exact inference is wanted with a coverage near the level.',
    avoid: 'When coverage must never fall below the level, or each end be judged by itself.',
    limit: baptistaPikeMidPLimit,
    requireCounts: requireWholeProportions,
  },
} as const satisfies Record<string, IntervalMethod<TwoProportions>>;

export type OddsRatioMethodId = keyof typeof oddsRatioMethods;

function zeroCount({ group, reference }: TwoProportions): string | null {
  const { a, b, c, d } = tableOf(group, reference);
  if (a === 0) return 'woolf needs all four counts above 0: numerator of the group is 0';
  if (b === 0) return 'woolf needs all four counts above 0: everyone in the group is in its numerator';
  if (c === 0) return 'woolf needs all four counts above 0: numerator of the reference is 0';
  return d === 0 ? 'woolf needs all four counts above 0: everyone in the reference is in its numerator' : null;
}
