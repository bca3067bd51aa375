import type { Method } from '../../interval/types.ts';
import { bonferroni, holm, holmSidak, sidak } from './stepDown.ts';
import { benjaminiHochberg, benjaminiYekutieli, hochberg } from './stepUp.ts';
import { hommel } from './hommel.ts';

/** Adjusts p-values that come in rising order, and keeps that order. */
export type Adjustment = (p: Float64Array) => Float64Array;

export interface MultiplicityMethod extends Method {
  /** Which error is held at the level: one false alarm among all (family-wise), or the share of false alarms among the alarms. */
  readonly controls: 'family-wise error' | 'false discovery rate';
  /** How the p-values may depend on one another for that to hold. */
  readonly dependence: string;
  readonly adjust: Adjustment;
}

/** Adjustments for many comparisons, by id; the first is the default. */
export const multiplicityMethods = {
  holm: {
    id: 'holm',
    title: 'Holm',
    paper: 'Holm 1979, Scand J Stat 6:65',
    controls: 'family-wise error',
    dependence: 'any',
    behaviour: 'At most the level; never larger p-values than Bonferroni’s.',
    use: 'The default for a handful of comparisons: strata against a reference, practices against the plan.',
    avoid: 'For screens of hundreds, where some false alarms are bearable: take BH.',
    adjust: holm,
  },
  BH: {
    id: 'BH',
    title: 'Benjamini-Hochberg',
    paper: 'Benjamini and Hochberg 1995, JRSS B 57:289',
    controls: 'false discovery rate',
    dependence:
      'independent p-values, or positively dependent ones (Benjamini and Yekutieli 2001), as of several groups against one reference on one side',
    behaviour: 'On average at most the level of all alarms are false; one false alarm somewhere is likely.',
    use: 'For screens of many practices and measures, whose alarms are looked into one by one.',
    avoid: 'Where each single alarm has a consequence, such as withheld money.',
    adjust: benjaminiHochberg,
  },
  BY: {
    id: 'BY',
    title: 'Benjamini-Yekutieli',
    paper: 'Benjamini and Yekutieli 2001, Ann Stat 29:1165',
    controls: 'false discovery rate',
    dependence: 'any',
    behaviour: 'At most the level, usually far below it: p-values are 1 + 1/2 + … + 1/n times those of BH.',
    use: 'For screens whose p-values may depend on one another in any way.',
    avoid: 'As a habit: with a thousand p-values it costs a factor of 7.5.',
    adjust: benjaminiYekutieli,
  },
  bonferroni: {
    id: 'bonferroni',
    title: 'Bonferroni',
    paper: 'Dunn 1961, JASA 56:52',
    controls: 'family-wise error',
    dependence: 'any',
    behaviour: 'At most the level, and below it the more the comparisons depend on one another.',
    use: 'Beside intervals at a simultaneous level, with which it agrees.',
    avoid: 'Otherwise: Holm holds the same error and finds at least as much.',
    adjust: bonferroni,
  },
  sidak: {
    id: 'sidak',
    title: 'Šidák',
    paper: 'Šidák 1967, JASA 62:626',
    controls: 'family-wise error',
    dependence: 'independent p-values, or two-sided ones of normal statistics however correlated',
    behaviour: 'Exactly the level for independent comparisons, below it otherwise; hardly smaller p-values than Bonferroni’s.',
    use: 'To reproduce reports that used it.',
    avoid: 'For one-sided p-values that exclude one another.',
    adjust: sidak,
  },
  'holm-sidak': {
    id: 'holm-sidak',
    title: 'Holm-Šidák',
    paper: 'Holland and Copenhaver 1987, Biometrics 43:417',
    controls: 'family-wise error',
    dependence: 'independent p-values, or positively dependent ones',
    behaviour: 'At most the level; p-values hardly smaller than Holm’s.',
    use: 'To reproduce reports that used it.',
    avoid: 'When the dependence is not known: Holm needs to know nothing.',
    adjust: holmSidak,
  },
  hochberg: {
    id: 'hochberg',
    title: 'Hochberg',
    paper: 'Hochberg 1988, Biometrika 75:800',
    controls: 'family-wise error',
    dependence: 'independent p-values, or positively dependent ones (Sarkar 1998, Ann Stat 26:494)',
    behaviour: 'At most the level; never larger p-values than Holm’s.',
    use: 'When comparisons are known to be independent or positively dependent.',
    avoid: 'When the dependence is not known: take Holm.',
    adjust: hochberg,
  },
  hommel: {
    id: 'hommel',
    title: 'Hommel',
    paper: 'Hommel 1988, Biometrika 75:383; Meijer, Krebs and Goeman 2019, Biom J 61:73',
    controls: 'family-wise error',
    dependence: 'independent p-values, or positively dependent ones (Sarkar 1998, Ann Stat 26:494)',
    behaviour: 'At most the level; never larger p-values than Hochberg’s.',
    use: 'When comparisons are known to be independent or positively dependent and every bit of power counts.',
    avoid: 'When the dependence is not known: take Holm. It is also the hardest one to explain.',
    adjust: hommel,
  },
} as const satisfies Record<string, MultiplicityMethod>;

export type MultiplicityMethodId = keyof typeof multiplicityMethods;
