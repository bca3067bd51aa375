import { laneyKernel } from './laney.ts';
import { notNegative } from './write.ts';

/**
 * U′ chart: a U chart for rates that vary more (or less) than chance alone would make them.
 *
 *   ū ± k σz √(ū/n), drawn from 0 up
 *
 * Source: Laney 2002, Quality Engineering 14:531.
 */
export const limitLaneyRates = laneyKernel((centre) => centre, notNegative);
