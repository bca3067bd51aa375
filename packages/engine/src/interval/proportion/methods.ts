import type { IntervalMethod, Proportion } from '../types.ts';
import { agrestiCoullLimit } from './agrestiCoull.ts';
import { arcsineLimit } from './arcsine.ts';
import { clopperPearsonColumns, clopperPearsonLimit } from './clopperPearson.ts';
import { jeffreysColumns, jeffreysLimit, jeffreysUnadjustedColumns, jeffreysUnadjustedLimit } from './jeffreys.ts';
import { likelihoodRatioLimit } from './likelihoodRatio.ts';
import { logitLimit } from './logit.ts';
import { midPLimit } from './midP.ts';
import { waldLimit } from './wald.ts';
import { waldCcLimit } from './waldCc.ts';
import { wilsonLimit } from './wilson.ts';
import { wilsonCcLimit } from './wilsonCc.ts';
import { wilsonColumns } from './wilsonColumns.ts';

/**
 * The interval methods for one proportion, by id; the first is the default. The coverage that each quotes is exact, for
 * 30 members at level 0.95: the average over all true rates, and the lowest at any of them.
 */
export const proportionMethods = {
  wilson: {
    id: 'wilson',
    title: 'Wilson score',
    paper: 'Wilson 1927, JASA 22:209',
    behaviour:
      'Close to the level on average at every denominator; below it for some rates near 0 or 1. With 30 members at level 0.95: 95.3 % on average, 83.7 % at worst.',
    use: 'The default, from the smallest practice panel to a whole plan.',
    avoid:
      'When coverage must never fall below the level, whatever the true rate; for one-sided limits with few events, where its lower limit lies too high.',
    limit: wilsonLimit,
    columns: wilsonColumns,
  },
  'wilson-cc': {
    id: 'wilson-cc',
    title: 'Wilson score with continuity correction',
    paper: 'Newcombe 1998, Stat Med 17:857, method 4',
    behaviour:
      'Above the level at nearly every rate, by about as much as the exact interval. With 30 members at level 0.95: 97.3 % on average, 94.9 % at worst.',
    use: 'To repeat a report that used it, or for an almost exact interval by a formula that fits a spreadsheet.',
    avoid: 'When intervals are read side by side as a measure of precision: they are wider than the level asks for.',
    limit: wilsonCcLimit,
  },
  'clopper-pearson': {
    id: 'clopper-pearson',
    title: 'Clopper-Pearson exact',
    paper: 'Clopper and Pearson 1934, Biometrika 26:404',
    behaviour:
      'Never below the level, whatever the rate; above it most of the time. With 30 members at level 0.95: 97.3 % on average, 95.1 % at worst.',
    use: 'When a contract or a regulator asks for guaranteed coverage; US federal tables use it.',
    avoid: 'For many small strata side by side: the guarantee costs width, so that fewer gaps can be seen.',
    limit: clopperPearsonLimit,
    columns: clopperPearsonColumns,
  },
  'mid-p': {
    id: 'mid-p',
    title: 'Mid-p exact',
    paper: 'Lancaster 1961, JASA 56:223; Newcombe 1998, Stat Med 17:857, method 6',
    behaviour:
      'A little above the level on average and seldom far below it. With 30 members at level 0.95: 95.8 % on average, 92.5 % at worst.',
    use: 'For small panels with rates near 0 % or 100 %, when exact is too wide and Wilson dips too low.',
    avoid: 'When coverage must never fall below the level; when readers must be able to repeat it by hand.',
    limit: midPLimit,
  },
  jeffreys: {
    id: 'jeffreys',
    title: 'Jeffreys',
    paper: 'Brown, Cai and DasGupta 2001, Stat Sci 16:101',
    behaviour:
      'At the level on average, as often below as above; its tails miss equally often on both sides. With 30 members at level 0.95: 95.1 % on average, 88.8 % at worst.',
    use: 'For one-sided limits, and where an interval is to be read as a range of belief without prior knowledge.',
    avoid: 'When coverage must never fall below the level.',
    limit: jeffreysLimit,
    columns: jeffreysColumns,
  },
  'jeffreys-unadjusted': {
    id: 'jeffreys-unadjusted',
    title: 'Jeffreys, ends as the prior gives them',
    paper: 'Brown, Cai and DasGupta 2001, Stat Sci 16:101',
    behaviour:
      'As Jeffreys, but leaves out the observed rate at 0 % and 100 %, and so misses true rates next to these. With 30 members at level 0.95: 95.1 % on average, 0.0 % at worst.',
    use: 'To match Bayesian software that takes the two quantiles of beta(x + ½, n − x + ½) as they come.',
    avoid: 'When a stratum may be at 0 % or 100 %: an interval without its own estimate confuses readers.',
    limit: jeffreysUnadjustedLimit,
    columns: jeffreysUnadjustedColumns,
  },
  'agresti-coull': {
    id: 'agresti-coull',
    title: 'Agresti-Coull',
    paper: 'Agresti and Coull 1998, Am Stat 52:119',
    behaviour:
      "Above the level on average, most of all near 0 % and 100 %; it always contains Wilson's interval. With 30 members at level 0.95: 96.0 % on average, 93.4 % at worst.",
    use: 'To teach, or to work by hand from 40 members on: the textbook formula after adding two of each.',
    avoid: 'For small panels near 0 % or 100 %: limits are clipped at the end and wider than they need to be.',
    limit: agrestiCoullLimit,
  },
  'likelihood-ratio': {
    id: 'likelihood-ratio',
    title: 'Likelihood ratio',
    paper: 'Wilks 1938, Ann Math Stat 9:60; Newcombe 1998, Stat Med 17:857, method 7',
    behaviour:
      'A little below the level on average in small panels, and well below it next to 0 % and 100 %. With 30 members at level 0.95: 94.7 % on average, 81.8 % at worst.',
    use: 'Beside a logistic model whose intervals are profile likelihood intervals: it is theirs for a single rate.',
    avoid:
      'With no or all members meeting the measure: the limit there lies nearer to the end than any other sound method puts it.',
    limit: likelihoodRatioLimit,
  },
  logit: {
    id: 'logit',
    title: 'Logit',
    paper: 'Brown, Cai and DasGupta 2001, Stat Sci 16:101, section 4',
    behaviour:
      'Above the level for most rates, with wide intervals at few events; below it next to 0 % and 100 %. With 30 members at level 0.95: 96.0 % on average, 86.9 % at worst.',
    use: 'To match survey software and logistic regression, which work on the log odds.',
    avoid:
      'With a single event, where it is the widest of all; at 0 % and 100 % it is not defined and the exact limit stands in.',
    limit: logitLimit,
  },
  arcsine: {
    id: 'arcsine',
    title: 'Arcsine',
    paper: 'Anscombe 1948, Biometrika 35:246; Brown, Cai and DasGupta 2001, Stat Sci 16:101',
    behaviour:
      'Near the level for rates in the middle, uneven near 0 % and 100 %. With 30 members at level 0.95: 95.5 % on average, 89.0 % at worst.',
    use: 'Beside funnel plots and models that work on the arcsine scale.',
    avoid:
      'As the only interval of a report: fewer readers know it, and it is no better than Wilson. At levels below 0.78 (0.89 for one end alone) it can leave out its own estimate at 0 % and 100 %.',
    limit: arcsineLimit,
  },
  wald: {
    id: 'wald',
    title: 'Wald',
    paper: 'Newcombe 1998, Stat Med 17:857, method 1',
    behaviour:
      'Below the level, far below it near 0 % and 100 %, and erratic even in large panels. With 30 members at level 0.95: 87.5 % on average, 0.0 % at worst.',
    use: 'Only to repeat a published figure that used it.',
    avoid: 'For any decision: at 0 % and 100 % it has no width and claims certainty.',
    limit: waldLimit,
  },
  'wald-cc': {
    id: 'wald-cc',
    title: 'Wald with continuity correction',
    paper: 'Newcombe 1998, Stat Med 17:857, method 2',
    behaviour:
      'Better than Wald, still far below the level near 0 % and 100 %. With 30 members at level 0.95: 92.4 % on average, 39.6 % at worst.',
    use: 'Only to repeat a published figure that used it.',
    avoid: 'For any decision: near 0 % and 100 % half of its width falls outside the possible rates.',
    limit: waldCcLimit,
  },
} as const satisfies Record<string, IntervalMethod<Proportion>>;

export type ProportionMethodId = keyof typeof proportionMethods;
