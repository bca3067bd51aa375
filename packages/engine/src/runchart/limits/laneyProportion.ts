import { laneyKernel } from './laney.ts';
import { bernoulliVariance } from './proportion.ts';
import { fraction } from './write.ts';

/**
 * P′ chart: a P chart for proportions that vary more (or less) than chance alone would make them, as they do with large
 * denominators.
 *
 *   p̄ ± k σz √(p̄(1 − p̄)/n), drawn within [0, 1]
 *
 * Source: Laney 2002, Quality Engineering 14:531.
 */
export const limitLaneyProportions = laneyKernel(bernoulliVariance, fraction);
