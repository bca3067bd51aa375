import type { CrossedStratum } from '../../../src/disparity/small/maihda.ts';

const counts = [
  ['Black', 'English', 'Low', 812, 401],
  ['Black', 'English', 'High', 233, 121],
  ['Black', 'Other', 'Low', 1204, 655],
  ['Black', 'Other', 'High', 96, 41],
  ['Hispanic', 'English', 'Low', 402, 240],
  ['Hispanic', 'English', 'High', 157, 97],
  ['Hispanic', 'Other', 'Low', 511, 290],
  ['Hispanic', 'Other', 'High', 23, 9],
  ['Asian', 'English', 'Low', 60, 31],
  ['Asian', 'English', 'High', 18, 6],
  ['Asian', 'Other', 'Low', 340, 210],
  ['Asian', 'Other', 'High', 45, 30],
  ['White', 'English', 'Low', 733, 331],
  ['White', 'English', 'High', 214, 95],
  ['White', 'Other', 'Low', 88, 52],
  ['White', 'Other', 'High', 12, 7],
] as const;

/** Made-up strata that R's lme4 and metafor were run on. */
export const crossed: readonly CrossedStratum[] = counts.map(([race, language, area, denominator, numerator]) => ({
  levels: { race, language, area },
  denominator,
  numerator,
}));
