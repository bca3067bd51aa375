import { applyScale } from '../award/scales/applyScale.ts';
import { scales } from '../award/scales/catalogue.ts';
import type { ScaleNeed, ScalePart } from '../award/scales/define.ts';
import type { ScalePosition } from '../award/scales/position.ts';
import type { Scale } from '../award/scales/schema.ts';
import { achievedWithin } from './achieved.ts';
import type { Achieved } from './types.ts';

/** What a scale makes of a position, with its steps. */
export interface ScaledShare extends Achieved {
  readonly parts: readonly ScalePart[];
  readonly sentence: string | null;
}

/**
 * The share that a scale gives, or why none: a benchmark that is missing comes before what the scale lacks for want of it, and
 * a baseline that is hidden is not one that is missing.
 */
export function scaleShare(
  scale: Scale,
  position: ScalePosition,
  { baselineHidden, benchmarkReason }: { readonly baselineHidden: boolean; readonly benchmarkReason: string | null },
): ScaledShare {
  const { achieved, lower, upper, parts, reason, sentence } = applyScale(scale, position);
  const needs: readonly ScaleNeed[] = scales[scale.scale].needs;
  if (baselineHidden && needs.includes('baseline')) {
    // A baseline can only add to what is earned without one.
    const why = { status: 'SUPPRESSED', reason: 'the baseline is hidden by the release' } as const;
    const open = achievedWithin({ lower, upper: 1 }, why);
    return { ...open, parts, sentence: open.achieved === null ? null : sentence };
  }
  if (achieved !== null) return { achieved, lower, upper, status: 'REPORTED', reason: null, parts, sentence };
  const lacking = needs.includes('lines') || needs.includes('percentile') ? benchmarkReason : null;
  return { achieved, lower, upper, status: 'UNDETERMINED', reason: lacking ?? reason, parts, sentence };
}
