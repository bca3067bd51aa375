import type { TestMethod } from '../types.ts';
import { cochranArmitage, mantelTrend } from './slope.ts';
import type { ScoredProportion } from './types.ts';

/** The tests of a rise or fall over ordered groups, by id; the first is the default. */
export const trendTests = {
  'cochran-armitage': {
    id: 'cochran-armitage',
    title: 'Cochran-Armitage trend',
    paper: 'Armitage 1955, Biometrics 11:375; Cochran 1954, Biometrics 10:417',
    behaviour: 'Close to the level unless counts are small or a few scores lie far from the rest.',
    use: 'The default for ordered groups such as age bands or deprivation quintiles: it has more power against a steady rise than chi-square.',
    avoid: 'When rates rise and fall again: the two may cancel.',
    exact: false,
    test: cochranArmitage,
  },
  'mantel-trend': {
    id: 'mantel-trend',
    title: 'Mantel trend',
    paper: 'Mantel 1963, JASA 58:690',
    behaviour: 'Slightly more cautious than Cochran-Armitage: its z is √((N − 1) / N) times the other.',
    use: 'Beside Cochran-Mantel-Haenszel tests, whose one-stratum case it is.',
    avoid: 'When rates rise and fall again: the two may cancel.',
    exact: false,
    test: mantelTrend,
  },
} as const satisfies Record<string, TestMethod<readonly ScoredProportion[]>>;

export type TrendTestId = keyof typeof trendTests;
