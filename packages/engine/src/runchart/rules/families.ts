import type { ControlRule } from './control/types.ts';

/** Rules that are taught together. */
export interface RuleFamily {
  readonly title: string;
  readonly source: string;
  /** In the order in which they are taught and numbered; for Making Data Count in that of precedence. */
  readonly rules: readonly ControlRule[];
}

/** The families by name. */
export type RuleFamilyId = 'western-electric' | 'nelson' | 'making-data-count' | 'ihi' | 'anhoej';

/**
 * Rule families as data. A variant is a list of one's own: the eight of Western Electric with seven in their place are
 * `ruleFamilies['western-electric'].rules` with the last one written anew.
 *
 * The fourth of the IHI rules, the astronomical point, is a judgement of the eye in the source; `{ rule: 'outside', sigmas: 3 }`
 * is a proxy for it.
 */
export const ruleFamilies: Readonly<Record<RuleFamilyId, RuleFamily>> = {
  'western-electric': {
    title: 'Western Electric rules',
    source: 'Western Electric 1956, Statistical Quality Control Handbook',
    rules: [
      { rule: 'outside', sigmas: 3 },
      { rule: 'k-of-n', k: 2, n: 3, sigmas: 2 },
      { rule: 'k-of-n', k: 4, n: 5, sigmas: 1 },
      { rule: 'one-side', points: 8 },
    ],
  },
  nelson: {
    title: 'Nelson rules',
    source: 'Nelson 1984, J Qual Technol 16:237',
    rules: [
      { rule: 'outside', sigmas: 3 },
      { rule: 'one-side', points: 9 },
      { rule: 'trend', points: 6 },
      { rule: 'alternating', points: 14 },
      { rule: 'k-of-n', k: 2, n: 3, sigmas: 2 },
      { rule: 'k-of-n', k: 4, n: 5, sigmas: 1 },
      { rule: 'within', points: 15, sigmas: 1 },
      { rule: 'both-sides', points: 8, sigmas: 1 },
    ],
  },
  'making-data-count': {
    title: 'Making Data Count rules',
    source: 'NHS England, Making Data Count; as in the R package NHSRplotthedots 0.2.2',
    rules: [
      { rule: 'outside', sigmas: 3 },
      { rule: 'trend', points: 7 },
      { rule: 'k-of-n', k: 2, n: 3, sigmas: 2, upTo: 3, others: 'same-side' },
      { rule: 'one-side', points: 7 },
    ],
  },
  ihi: {
    title: 'IHI run chart rules',
    source: 'Perla, Provost and Murray 2011, BMJ Qual Saf 20:46',
    rules: [{ rule: 'one-side', points: 6, onCentre: 'skip' }, { rule: 'trend', points: 5, ties: 'skip' }, { rule: 'runs-test' }],
  },
  anhoej: {
    title: 'Anhøj rules',
    source: 'Anhøj and Olesen 2014, PLoS ONE 9:e113825',
    rules: [{ rule: 'long-run' }, { rule: 'few-crossings' }],
  },
};
