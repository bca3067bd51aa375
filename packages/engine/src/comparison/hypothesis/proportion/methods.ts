import type { TestMethod } from '../types.ts';
import { binomialGreater, binomialLess, binomialMidP, binomialTwoSided } from './binomial.ts';
import { binomialScore } from './score.ts';
import type { AgainstBenchmark } from './types.ts';

/** The tests of one rate against a fixed benchmark, by id; the first is the default. */
export const proportionTests = {
  'binomial-score': {
    id: 'binomial-score',
    title: 'Score test against a benchmark',
    paper: 'Wilson 1927, JASA 22:209',
    behaviour: 'Close to the level on average; above it for some small denominators with a benchmark near 0 or 1.',
    use: 'The default: p is below 0.05 exactly where the 95 % Wilson interval leaves out the benchmark.',
    avoid: 'When the error must never exceed the level.',
    exact: false,
    test: binomialScore,
  },
  'binomial-exact-two-sided': {
    id: 'binomial-exact-two-sided',
    title: 'Exact binomial test, two-sided',
    paper: 'Clopper and Pearson 1934, Biometrika 26:404; Sterne 1954, Biometrika 41:275 (which counts are no likelier)',
    behaviour:
      'Never above the level; well below it with small denominators. Adds up all counts no likelier than the observed one.',
    use: 'For small practices when the error must not exceed the level.',
    avoid: 'Beside the Clopper-Pearson interval, which is built of two tails and may disagree.',
    exact: true,
    test: binomialTwoSided,
  },
  'binomial-mid-p': {
    id: 'binomial-mid-p',
    title: 'Binomial mid-p',
    paper: 'Lancaster 1961, JASA 56:223',
    behaviour: 'Close to the level on average; may exceed it slightly. Twice the smaller tail, the observed count taken half.',
    use: 'For small practices when the caution of the exact test costs too much power; it agrees with the mid-p interval.',
    avoid: 'When the error must never exceed the level.',
    exact: true,
    test: binomialMidP,
  },
  'binomial-exact-less': {
    id: 'binomial-exact-less',
    title: 'Exact binomial test, below the benchmark',
    paper: 'Clopper and Pearson 1934, Biometrika 26:404',
    behaviour: 'Never above the level. One-sided: small only where the rate lies below the benchmark.',
    use: 'When only falling short of the benchmark was in question before the counts were seen.',
    avoid: 'When the direction was chosen after seeing the counts.',
    exact: true,
    test: binomialLess,
  },
  'binomial-exact-greater': {
    id: 'binomial-exact-greater',
    title: 'Exact binomial test, above the benchmark',
    paper: 'Clopper and Pearson 1934, Biometrika 26:404',
    behaviour: 'Never above the level. One-sided: small only where the rate lies above the benchmark.',
    use: 'When only exceeding the benchmark was in question before the counts were seen.',
    avoid: 'When the direction was chosen after seeing the counts.',
    exact: true,
    test: binomialGreater,
  },
} as const satisfies Record<string, TestMethod<AgainstBenchmark>>;

export type ProportionTestId = keyof typeof proportionTests;
