import type { GoldenFamily } from '../types.ts';
import { betaBinomial } from './betaBinomial.ts';
import { difference } from './difference.ts';
import { directStandardisation } from './directStandardisation.ts';
import { disparity } from './disparity.ts';
import { indirectStandardisation } from './indirectStandardisation.ts';
import { funnel } from './funnel.ts';
import { multiplicity } from './multiplicity.ts';
import { oneProportion } from './oneProportion.ts';
import { oneRate } from './oneRate.ts';
import { overdispersion } from './overdispersion.ts';
import { paired } from './paired.ts';
import { printedFrom } from './printed.ts';
import { rateComparison } from './rateComparison.ts';
import { ratio } from './ratio.ts';
import { runcharts } from './runcharts.ts';
import { spc } from './spc.ts';
import { specialFunctions } from './specialFunctions.ts';
import { tests } from './tests.ts';

const computed = [
  oneProportion,
  oneRate,
  difference,
  paired,
  ratio,
  rateComparison,
  directStandardisation,
  indirectStandardisation,
  tests,
  multiplicity,
  betaBinomial,
  overdispersion,
  specialFunctions,
  runcharts,
  spc,
  funnel,
  disparity,
];

/** Every family that the engine answers. */
export const families: readonly GoldenFamily[] = [...computed, printedFrom(computed)];
