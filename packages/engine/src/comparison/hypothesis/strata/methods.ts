import type { Fourfold } from '../fourfold.ts';
import type { TestMethod } from '../types.ts';
import { breslowDay, breslowDayTarone } from './breslowDay.ts';
import { cochranMantelHaenszel, cochranMantelHaenszelCc } from './cmh.ts';
import { cmhExact } from './cmhExact.ts';
import { isInformative, type Stratum } from './types.ts';
import { woolfHomogeneity } from './woolf.ts';

export interface StrataTestMethod extends TestMethod<readonly Stratum[]> {
  /** Whether a stratum adds anything to the test. */
  readonly adds: (table: Fourfold) => boolean;
}

/** The tests over strata, by id; the first is the default. The first three ask for a difference, the others for agreement. */
export const strataTests = {
  cmh: {
    id: 'cmh',
    title: 'Cochran-Mantel-Haenszel',
    paper: 'Cochran 1954, Biometrics 10:417; Mantel and Haenszel 1959, JNCI 22:719',
    behaviour: 'Close to the level, with few large strata as with many small ones, unless counts are small overall.',
    use: 'The default: do two groups differ once age band, practice or year is held fixed?',
    avoid: 'When the groups differ in opposite directions from stratum to stratum: the differences cancel.',
    exact: false,
    test: cochranMantelHaenszel,
    adds: isInformative,
  },
  'cmh-cc': {
    id: 'cmh-cc',
    title: 'Cochran-Mantel-Haenszel with continuity correction',
    paper: 'Mantel and Haenszel 1959, JNCI 22:719',
    behaviour: 'Below the level: it imitates the exact test. A sum below ½ is left uncorrected, as R does.',
    use: 'To reproduce reports that used it; it is the default of some packages.',
    avoid: 'When power matters.',
    exact: false,
    test: cochranMantelHaenszelCc,
    adds: isInformative,
  },
  'cmh-exact': {
    id: 'cmh-exact',
    title: 'Exact conditional test over strata',
    paper: 'Mehta, Patel and Gray 1985, JASA 80:969',
    behaviour: 'Never above the level, given the margins of each stratum; well below it when counts are small.',
    use: 'For small counts in all strata together, when the error must not exceed the level.',
    avoid: 'With large counts: cmh gives the same answer. Where adding up would take too long it says so.',
    exact: true,
    test: cmhExact,
    adds: isInformative,
  },
  'breslow-day': {
    id: 'breslow-day',
    title: 'Breslow-Day test of equal odds ratios',
    paper: 'Breslow and Day 1980, Statistical Methods in Cancer Research I, IARC Scientific Publications 32',
    behaviour: 'Close to the level when strata are large; not valid with many strata of few members.',
    use: 'Before pooling: do the strata agree on one odds ratio?',
    avoid: 'As proof that they agree: it has little power, and Tarone’s version costs nothing more.',
    exact: false,
    test: breslowDay,
    adds: isInformative,
  },
  'breslow-day-tarone': {
    id: 'breslow-day-tarone',
    title: 'Breslow-Day test with Tarone’s correction',
    paper: 'Tarone 1985, Biometrika 72:91',
    behaviour: 'Close to the level when strata are large; never above the uncorrected statistic, from which it hardly differs.',
    use: 'The test of equal odds ratios to choose.',
    avoid: 'With many strata of few members; as proof that odds ratios agree.',
    exact: false,
    test: breslowDayTarone,
    adds: isInformative,
  },
  'woolf-homogeneity': {
    id: 'woolf-homogeneity',
    title: 'Woolf’s test of equal odds ratios',
    paper: 'Woolf 1955, Ann Hum Genet 19:251',
    behaviour: 'Close to the level when every cell is large. If any cell is 0, ½ is added to every cell of every stratum.',
    use: 'To reproduce reports that used it.',
    avoid: 'With small or empty cells: the added halves count as evidence of their own. Take breslow-day-tarone.',
    exact: false,
    test: woolfHomogeneity,
    adds: () => true,
  },
} as const satisfies Record<string, StrataTestMethod>;

export type StrataTestId = keyof typeof strataTests;
