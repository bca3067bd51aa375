import type { LimitKernel } from './columns.ts';
import { limitCounts } from './count.ts';
import { limitCasesBetween } from './g.ts';
import { limitIndividuals } from './individuals.ts';
import { limitLaneyProportions } from './laneyProportion.ts';
import { limitLaneyRates } from './laneyRate.ts';
import { limitMovingRanges } from './movingRange.ts';
import { limitProportions } from './proportion.ts';
import { limitRates } from './rate.ts';
import { limitDeviations } from './s.ts';
import { limitTimesBetween } from './t.ts';
import { limitNormalised } from './taylor.ts';
import { limitMeans } from './xbar.ts';

/** Control charts by the letters that coaches know them by; a p behind a letter is its prime. */
export type ControlChartId = 'i' | 'mr' | 'xbar' | 's' | 'p' | 'pp' | 'u' | 'up' | 'c' | 'g' | 't' | 'ip';

/** How each chart makes its limits. */
export const limitKernels: Readonly<Record<ControlChartId, LimitKernel>> = {
  i: limitIndividuals,
  mr: limitMovingRanges,
  xbar: limitMeans,
  s: limitDeviations,
  p: limitProportions,
  pp: limitLaneyProportions,
  u: limitRates,
  up: limitLaneyRates,
  c: limitCounts,
  g: limitCasesBetween,
  t: limitTimesBetween,
  ip: limitNormalised,
};
