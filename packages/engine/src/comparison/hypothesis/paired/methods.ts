import type { Pairs } from '../../types.ts';
import type { TestMethod } from '../types.ts';
import { mcnemar, mcnemarCc, mcnemarExact, mcnemarMidP } from './mcnemar.ts';

/** The tests of two rates of the same members, by id; the first is the default. */
export const pairedTests = {
  'mcnemar-mid-p': {
    id: 'mcnemar-mid-p',
    title: 'McNemar mid-p',
    paper: 'Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91',
    behaviour: 'Close to the level and rarely above it, also when few members changed.',
    use: 'The default for the same members before and after: it needs no rule about how many changed.',
    avoid: 'When the error must never exceed the level.',
    exact: true,
    test: mcnemarMidP,
  },
  mcnemar: {
    id: 'mcnemar',
    title: 'McNemar',
    paper: 'McNemar 1947, Psychometrika 12:153',
    behaviour: 'Close to the level; slightly above it at times when few members changed.',
    use: 'For large panels, or fractional counts.',
    avoid: 'When the error must never exceed the level.',
    exact: false,
    test: mcnemar,
  },
  'mcnemar-cc': {
    id: 'mcnemar-cc',
    title: 'McNemar with continuity correction',
    paper: 'Edwards 1948, Psychometrika 13:185',
    behaviour: 'Below the level, often far: it imitates the exact test.',
    use: 'To reproduce reports that used it; it is the default of some packages.',
    avoid: 'When power matters: the mid-p test keeps nearer to the level.',
    exact: false,
    test: mcnemarCc,
  },
  'mcnemar-exact': {
    id: 'mcnemar-exact',
    title: 'McNemar exact',
    paper: 'McNemar 1947, Psychometrika 12:153; a binomial test of the members who changed',
    behaviour: 'Never above the level, and well below it when few members changed.',
    use: 'When the error must not exceed the level.',
    avoid: 'When power matters with few changes.',
    exact: true,
    test: mcnemarExact,
  },
} as const satisfies Record<string, TestMethod<Pairs>>;

export type PairedTestId = keyof typeof pairedTests;
