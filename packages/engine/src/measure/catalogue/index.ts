import type { Measure } from '../define.ts';
import { cbp, cbpMonth } from './cbp.ts';
import { col, colMonth } from './col.ts';
import { gsd9, gsd9Month } from './gsd9.ts';

/** The measures that need no declaration. A configuration extends them. */
export const measureCatalogue: readonly Measure[] = [cbp, cbpMonth, gsd9, gsd9Month, col, colMonth];
