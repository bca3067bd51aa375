import type { TwoProportions } from '../../types.ts';
import type { TestMethod } from '../types.ts';
import { fisherCentral, fisherCentralMidP, fisherGreater, fisherLess, fisherMidP, fisherTwoSided } from './fisher.ts';
import { yates } from './yates.ts';
import { pooledZ, unpooledZ } from './z.ts';

/** The tests of two independent rates, by id; the first is the default. */
export const twoProportionTests = {
  'two-proportion-z-pooled': {
    id: 'two-proportion-z-pooled',
    title: 'Two-proportion z, pooled variance',
    paper: 'Pearson 1900, Philos Mag 50:157 (its square is Pearson’s chi-square)',
    behaviour: 'Close to the level from expected counts of about 5 in each cell; may exceed it somewhat below.',
    use: 'The default for two practices or two strata. It agrees with the Mee interval: p below 0.05 where that leaves out 0.',
    avoid: 'When an expected count is below 5, or an error above the level is not acceptable.',
    exact: false,
    test: pooledZ,
  },
  'two-proportion-z-unpooled': {
    id: 'two-proportion-z-unpooled',
    title: 'Two-proportion z, unpooled variance',
    paper: 'Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, third edition',
    behaviour: 'Above the level with small groups and rates near 0 or 1: it takes its variance from the very counts it judges.',
    use: 'To reproduce a report whose test belongs to the Wald interval.',
    avoid: 'For a decision of one’s own: the pooled test errs less.',
    exact: false,
    test: unpooledZ,
  },
  'chi-square-yates': {
    id: 'chi-square-yates',
    title: 'Chi-square with Yates’s correction',
    paper: 'Yates 1934, Suppl JRSS 1:217',
    behaviour: 'Below the level, often far below: it imitates Fisher’s exact test.',
    use: 'To reproduce reports that used it; it is the default of many packages for two by two.',
    avoid: 'When power matters: the mid-p test keeps nearer to the level.',
    exact: false,
    test: yates,
  },
  'fisher-two-sided': {
    id: 'fisher-two-sided',
    title: 'Fisher’s exact test, two-sided',
    paper: 'Fisher 1935, JRSS 98:39; Freeman and Halton 1951, Biometrika 38:141',
    behaviour:
      'Never above the level, and well below it with small groups. Adds up all tables no likelier than the observed one.',
    use: 'For small counts when the error must not exceed the level, and a reader expects “Fisher’s exact”.',
    avoid: 'Beside an interval by twice the smaller tail: the two may disagree; take fisher-central.',
    exact: true,
    test: fisherTwoSided,
  },
  'fisher-central': {
    id: 'fisher-central',
    title: 'Fisher’s exact test, twice the smaller tail',
    paper: 'Fay 2010, Biostatistics 11:373',
    behaviour:
      'Never above half the level in either direction, so never above the level; mostly more cautious than fisher-two-sided.',
    use: 'Beside the exact odds-ratio interval of Cornfield, with which it always agrees.',
    avoid: 'When power matters with small groups.',
    exact: true,
    test: fisherCentral,
  },
  'fisher-mid-p': {
    id: 'fisher-mid-p',
    title: 'Fisher mid-p, two-sided',
    paper: 'Lancaster 1961, JASA 56:223; Hwang and Yang 2001, Stat Sin 11:807',
    behaviour: 'Close to the level on average; may exceed it slightly. Counts the observed table, and tables tied with it, half.',
    use: 'For small counts when the caution of the exact test costs too much power.',
    avoid: 'When the error must never exceed the level.',
    exact: true,
    test: fisherMidP,
  },
  'fisher-central-mid-p': {
    id: 'fisher-central-mid-p',
    title: 'Fisher mid-p, twice the smaller tail',
    paper: 'Lancaster 1961, JASA 56:223',
    behaviour: 'Close to the level on average in each direction; may exceed it slightly.',
    use: 'Beside the mid-p interval of the odds ratio, with which it always agrees.',
    avoid: 'When the error must never exceed the level.',
    exact: true,
    test: fisherCentralMidP,
  },
  'fisher-less': {
    id: 'fisher-less',
    title: 'Fisher’s exact test, group lower',
    paper: 'Fisher 1935, JRSS 98:39',
    behaviour: 'Never above the level. One-sided: small only where the group’s rate lies below the reference’s.',
    use: 'When only a lower rate of the group was in question before the counts were seen.',
    avoid: 'When the direction was chosen after seeing the counts.',
    exact: true,
    test: fisherLess,
  },
  'fisher-greater': {
    id: 'fisher-greater',
    title: 'Fisher’s exact test, group higher',
    paper: 'Fisher 1935, JRSS 98:39',
    behaviour: 'Never above the level. One-sided: small only where the group’s rate lies above the reference’s.',
    use: 'When only a higher rate of the group was in question before the counts were seen.',
    avoid: 'When the direction was chosen after seeing the counts.',
    exact: true,
    test: fisherGreater,
  },
} as const satisfies Record<string, TestMethod<TwoProportions>>;

export type TwoProportionTestId = keyof typeof twoProportionTests;
