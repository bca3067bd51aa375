import { createLimitColumns, type LimitColumns, type LimitInput, type LimitSettings } from '../limits/columns.ts';
import { limitKernels, type ControlChartId } from '../limits/kernels.ts';
import { compileRule } from '../rules/control/compile.ts';
import type { ControlRule } from '../rules/control/types.ts';
import type { BatchLayout } from './layout.ts';

/** Room for the limits of a batch, and for the points at which its signals are complete. */
export interface BatchLimits extends LimitColumns {
  /** 1 for each point at which a rule is met. */
  readonly ends: Uint8Array;
}

export function createBatchLimits(points: number): BatchLimits {
  return { ...createLimitColumns(points), ends: new Uint8Array(points) };
}

/** Writes limits and verdicts of many series; a series signals by a rule when any of its phases does. */
export type LimitJudge = (input: LimitInput, layout: BatchLayout, columns: BatchLimits, signals: readonly Uint8Array[]) => void;

/**
 * Makes ready to judge batches by control limits.
 *
 * @throws RangeError when a rule is unknown or one of its parameters out of its domain
 */
export function compileLimitJudge(chart: ControlChartId, rules: readonly ControlRule[], settings: LimitSettings): LimitJudge {
  const limit = limitKernels[chart];
  const kernels = rules.map(compileRule);
  const members = new Int8Array(settings.ghosts.length);
  const span = { start: 0, end: 0, baselineEnd: 0 };
  return (input, layout, columns, signals) => {
    const marks = { ends: columns.ends, members };
    for (let place = 0; place < layout.start.length; place += 1) {
      span.start = layout.start[place]!;
      span.end = layout.end[place]!;
      span.baselineEnd = layout.baselineEnd[place]!;
      limit(input, span, settings, columns);
      const series = Math.floor(place / layout.phases);
      for (let rule = 0; rule < kernels.length; rule += 1) {
        if (kernels[rule]!(columns, span, marks) > 0) signals[rule]![series] = 1;
      }
    }
  };
}
