import { attainmentImprovement } from './attainmentImprovement.ts';
import { cliff } from './cliff.ts';
import { failureRateReduction } from './failureRateReduction.ts';
import { gapToGoal } from './gapToGoal.ts';
import { linearPercentile } from './linearPercentile.ts';
import { linearRate } from './linearRate.ts';
import { steps } from './steps.ts';

/** Every scale by name: what it says, what it needs, where it is from. Validation, the JSON Schema and the documentation read this. */
export const scales = {
  cliff,
  'linear-percentile': linearPercentile,
  'linear-rate': linearRate,
  steps,
  'gap-to-goal': gapToGoal,
  'attainment-improvement': attainmentImprovement,
  'failure-rate-reduction': failureRateReduction,
} as const;

export type ScaleId = keyof typeof scales;
