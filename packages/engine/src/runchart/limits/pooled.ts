import type { PhaseSpan } from '../phases.ts';
import type { LimitColumns, LimitInput, LimitSettings } from './columns.ts';

/**
 * Rates and their centre, pooled over the baseline: Σx / Σn, never a mean of rates. A point needs both its numbers and a size
 * above 0; one that lacks them is not drawn and touches nothing.
 *
 * @returns  the centre; NaN when the baseline has no point
 */
export function writeRates(
  { values, sizes }: LimitInput,
  phase: PhaseSpan,
  { ghosts }: LimitSettings,
  columns: LimitColumns,
): number {
  let total = 0;
  let size = 0;
  for (let index = phase.start; index <= phase.end; index += 1) {
    const n = sizes[index]!;
    const x = values[index]!;
    const rate = n > 0 ? x / n : NaN;
    columns.value[index] = rate;
    if (index > phase.baselineEnd || ghosts[index] === 1 || Number.isNaN(rate)) continue;
    total += x;
    size += n;
  }
  const centre = total / size;
  columns.centre.fill(centre, phase.start, phase.end + 1);
  return centre;
}

/** Standard errors √(variance / n) of points with a rate; NaN for the others, which so get no limits. */
export function writeStandardErrors(
  { sizes }: LimitInput,
  { start, end }: PhaseSpan,
  variance: number,
  { value, sigma }: LimitColumns,
): void {
  for (let index = start; index <= end; index += 1) {
    sigma[index] = Number.isNaN(value[index]!) ? NaN : Math.sqrt(variance / sizes[index]!);
  }
}
